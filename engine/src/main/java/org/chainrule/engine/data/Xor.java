package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;

/** Two pairs of opposite quadrants. */
final class Xor {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "xor",
          "XOR",
          Datasets.Task.PLANE_CLASSES,
          "Opposite quadrants belong together: one neuron cannot do it, two hidden ones can.",
          Datasets.settings(300, 0.1),
          Xor::generate);

  private Xor() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "xor");
    for (int i = 0; i < points.size(); i++) {
      double a = points.between(0.1, 2) * (i / 2 % 2 == 0 ? 1 : -1);
      double b = points.between(0.1, 2) * (i % 2 == 0 ? 1 : -1);
      points.strayed(a, b, a * b > 0 ? 0 : 1);
    }
    return points.classes(2);
  }
}
