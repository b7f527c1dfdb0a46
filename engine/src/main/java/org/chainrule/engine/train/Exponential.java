package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;

/** A learning rate that falls by a factor every epoch; {@code ExponentialLR} of PyTorch. */
final class Exponential implements Schedule {
  static final Schedules.Kind KIND =
      new Schedules.Kind(
          "exponential",
          "Exponential",
          "\\eta_t = \\eta \\gamma^{e}",
          List.of(
              Setting.number("gamma", "Factor γ", 0.95, 0.000001, 1, "What each epoch leaves.")),
          Exponential::new);

  private final double gamma;

  private Exponential(Settings settings) {
    gamma = settings.number("gamma");
  }

  @Override
  public double rate(double base, Place at) {
    return base * Elementary.pow(gamma, at.epoch());
  }
}
