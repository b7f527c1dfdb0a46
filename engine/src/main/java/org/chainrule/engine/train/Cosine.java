package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/**
 * A learning rate that falls along half a cosine wave over the whole run. Loshchilov and Hutter
 * 2017, arXiv:1608.03983, without restarts; {@code CosineAnnealingLR} of PyTorch.
 */
final class Cosine implements Schedule {
  static final Setting FLOOR =
      Setting.number("floor", "Floor", 0, 0, 1, "The share of the learning rate at the end.");

  static final Schedules.Kind KIND =
      new Schedules.Kind(
          "cosine",
          "Cosine",
          "\\eta_t = \\eta \\left(f + \\tfrac{1 - f}{2} (1 + \\cos \\tfrac{\\pi t}{T})\\right)",
          List.of(FLOOR),
          Cosine::new);

  private final double floor;

  private Cosine(Settings settings) {
    floor = settings.number("floor");
  }

  @Override
  public double rate(double base, Place at) {
    return base * wave(floor, (double) at.step() / at.steps());
  }

  /** From 1 down to the floor while the share of the way goes from 0 to 1. */
  static double wave(double floor, double share) {
    return floor + (1 - floor) / 2 * (1 + Elementary.cos(Math.PI * Math.min(1, share)));
  }
}
