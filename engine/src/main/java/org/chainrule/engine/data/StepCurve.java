package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;

/** A jump at 0. */
final class StepCurve {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "step",
          "Step",
          Datasets.Task.CURVE,
          "A sudden jump: smooth units can only come close.",
          Datasets.settings(80, 0.05),
          StepCurve::generate);

  private StepCurve() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "step");
    for (int i = 0; i < points.size(); i++) {
      double x = points.between(-2, 2);
      points.add(x, 0, (x > 0 ? 0.8 : -0.8) + points.stray());
    }
    return points.curve();
  }
}
