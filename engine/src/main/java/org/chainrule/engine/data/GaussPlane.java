package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/** Two bumps up and two down; after TensorFlow Playground. */
final class GaussPlane {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "gauss-plane",
          "Hills and hollows",
          Datasets.Task.PLANE_REGRESSION,
          "A quantity with two hills and two hollows.",
          Datasets.settings(300, 0.05),
          GaussPlane::generate);

  private GaussPlane() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "gauss-plane");
    for (int i = 0; i < points.size(); i++) {
      double a = points.between(-2, 2);
      double b = points.between(-2, 2);
      double da = Math.abs(a) - 1;
      double db = Math.abs(b) - 1;
      double height = Elementary.exp(-2.5 * (da * da + db * db));
      points.add(a, b, (a * b > 0 ? height : -height) + points.stray());
    }
    return points.plane();
  }
}
