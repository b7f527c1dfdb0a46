package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/** A learning rate that falls by a factor every few epochs; {@code StepLR} of PyTorch. */
final class Steps implements Schedule {
  static final Schedules.Kind KIND =
      new Schedules.Kind(
          "step",
          "Step",
          "\\eta_t = \\eta \\gamma^{\\lfloor e / k \\rfloor}",
          List.of(
              Setting.number("gamma", "Factor γ", 0.5, 0.000001, 1, "What each fall leaves."),
              Setting.integer("every", "Epochs k", 10, 1, 1_000_000, "Epochs between two falls.")),
          Steps::new);

  private final double gamma;
  private final int every;

  private Steps(Settings settings) {
    gamma = settings.number("gamma");
    every = settings.integer("every");
  }

  @Override
  public double rate(double base, Place at) {
    return base * Elementary.pow(gamma, at.epoch() / every);
  }
}
