package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;

/** A cubic. */
final class PolynomialCurve {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "polynomial",
          "Polynomial",
          Datasets.Task.CURVE,
          "A cubic: x³ minus 2x, halved.",
          Datasets.settings(80, 0.1),
          PolynomialCurve::generate);

  private PolynomialCurve() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "polynomial");
    for (int i = 0; i < points.size(); i++) {
      double x = points.between(-2, 2);
      points.add(x, 0, (x * x * x - 2 * x) / 2 + points.stray());
    }
    return points.curve();
  }
}
