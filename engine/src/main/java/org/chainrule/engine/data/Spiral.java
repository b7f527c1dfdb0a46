package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/** Two arms that wind around each other; after TensorFlow Playground. */
final class Spiral {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "spiral",
          "Spiral",
          Datasets.Task.PLANE_CLASSES,
          "Two arms wind around each other: it takes hidden layers and patience.",
          Datasets.settings(300, 0.05),
          Spiral::generate);

  private Spiral() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "spiral");
    int half = points.size() / 2;
    for (int i = 0; i < points.size(); i++) {
      double share = (i / 2 + 1.0) / (half + 1);
      double angle = 3.5 * Math.PI * share + (i % 2) * Math.PI;
      double radius = 2 * share;
      points.strayed(radius * Elementary.sin(angle), radius * Elementary.cos(angle), i % 2);
    }
    return points.classes(2);
  }
}
