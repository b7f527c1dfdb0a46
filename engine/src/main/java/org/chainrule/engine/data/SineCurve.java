package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/** A sine wave. */
final class SineCurve {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "sine",
          "Sine",
          Datasets.Task.CURVE,
          "A wave to be followed by bends.",
          Datasets.settings(80, 0.1),
          SineCurve::generate);

  private SineCurve() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "sine");
    for (int i = 0; i < points.size(); i++) {
      double x = points.between(-2, 2);
      points.add(x, 0, Elementary.sin(2.5 * x) + points.stray());
    }
    return points.curve();
  }
}
