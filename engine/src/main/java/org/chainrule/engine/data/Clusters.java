package org.chainrule.engine.data;

import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/** Three normal distributions in three classes. */
final class Clusters {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "clusters",
          "Three clouds",
          Datasets.Task.PLANE_CLASSES,
          "Three clouds in three classes: a softmax with three scores.",
          Datasets.settings(300, 0.35),
          Clusters::generate);

  private Clusters() {}

  private static Frame generate(Settings settings) {
    Points points = new Points(settings, "clusters");
    for (int i = 0; i < points.size(); i++) {
      double angle = Math.PI * (0.5 + i % 3 * 2 / 3.0);
      points.strayed(1.4 * Elementary.cos(angle), 1.4 * Elementary.sin(angle), i % 3);
    }
    return points.classes(3);
  }
}
