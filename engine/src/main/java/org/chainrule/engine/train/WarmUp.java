package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;

/**
 * A learning rate that first rises in a straight line, while an optimizer's memory fills, and then
 * falls along half a cosine wave. Goyal et al. 2017, arXiv:1706.02677, section 2.2.
 */
final class WarmUp implements Schedule {
  static final Schedules.Kind KIND =
      new Schedules.Kind(
          "warmup",
          "Warm-up, then cosine",
          "\\eta_t = \\eta \\min\\left(\\tfrac{t + 1}{w T},\\ f + \\tfrac{1 - f}{2} (1 + \\cos \\pi \\tfrac{t - wT}{T - wT})\\right)",
          List.of(
              Setting.number(
                  "warmup", "Warm-up w", 0.1, 0, 0.9, "The share of all steps in which it rises."),
              Cosine.FLOOR),
          WarmUp::new);

  private final double warmup;
  private final double floor;

  private WarmUp(Settings settings) {
    warmup = settings.number("warmup");
    floor = settings.number("floor");
  }

  @Override
  public double rate(double base, Place at) {
    double rise = Math.ceil(warmup * at.steps());
    if (at.step() < rise) {
      return base * (at.step() + 1) / rise;
    }
    return base * Cosine.wave(floor, (at.step() - rise) / Math.max(1, at.steps() - rise));
  }
}
