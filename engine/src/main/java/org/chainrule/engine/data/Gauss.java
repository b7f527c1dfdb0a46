package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;

/** Two normal distributions. */
final class Gauss {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "gauss",
          "Two clouds",
          Datasets.Task.PLANE_CLASSES,
          "Two clouds: a straight line is enough.",
          Datasets.settings(300, 0.4),
          Gauss::generate);

  private Gauss() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "gauss");
    for (int i = 0; i < points.size(); i++) {
      double centre = i % 2 == 0 ? 1 : -1;
      points.strayed(centre, centre, i % 2);
    }
    return points.classes(2);
  }
}
