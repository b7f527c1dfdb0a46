package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/** A disc in a ring. */
final class Circle {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "circle",
          "Circle",
          Datasets.Task.PLANE_CLASSES,
          "A disc inside a ring: no straight line parts them.",
          Datasets.settings(300, 0.1),
          Circle::generate);

  private Circle() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "circle");
    for (int i = 0; i < points.size(); i++) {
      double angle = points.between(0, 2 * Math.PI);
      double radius = i % 2 == 0 ? points.between(0, 0.9) : points.between(1.3, 2);
      points.strayed(radius * Elementary.cos(angle), radius * Elementary.sin(angle), i % 2);
    }
    return points.classes(2);
  }
}
