package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;

/** A linear function of two inputs. */
final class LinearPlane {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "linear-plane",
          "Tilted plane",
          Datasets.Task.PLANE_REGRESSION,
          "A quantity that rises evenly in one direction: one linear neuron is enough.",
          Datasets.settings(200, 0.1),
          LinearPlane::generate);

  private LinearPlane() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "linear-plane");
    for (int i = 0; i < points.size(); i++) {
      double a = points.between(-2, 2);
      double b = points.between(-2, 2);
      points.add(a, b, (a + b) / 2 + points.stray());
    }
    return points.plane();
  }
}
