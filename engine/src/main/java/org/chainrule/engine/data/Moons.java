package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/** Two half circles that reach into each other; after {@code make_moons} of scikit-learn. */
final class Moons {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "moons",
          "Moons",
          Datasets.Task.PLANE_CLASSES,
          "Two half circles reach into each other.",
          Datasets.settings(300, 0.15),
          Moons::generate);

  private Moons() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "moons");
    for (int i = 0; i < points.size(); i++) {
      double angle = points.between(0, Math.PI);
      double side = i % 2 == 0 ? 1 : -1;
      points.strayed(
          1.3 * side * Elementary.cos(angle) - 0.65 * side,
          1.3 * side * Elementary.sin(angle) - 0.35 * side,
          i % 2);
    }
    return points.classes(2);
  }
}
