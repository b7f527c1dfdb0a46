package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;

/**
 * Adam with decoupled weight decay: theta first shrinks by the factor 1 - eta lambda, then takes
 * Adam's step, whose moments never see the decay. Loshchilov and Hutter 2019, arXiv:1711.05101,
 * algorithm 2; {@code torch.optim.AdamW}.
 */
final class AdamW implements Optimizer {
  static final Optimizers.Kind KIND =
      new Optimizers.Kind(
          "adamw",
          "AdamW",
          "\\theta \\leftarrow (1 - \\eta \\lambda) \\theta - \\eta \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\varepsilon}",
          0.001,
          settings(),
          AdamW::new);

  private final double decay;
  private final int count;
  private final Adam adam;

  private AdamW(Settings settings, int count) {
    decay = settings.number("decay");
    this.count = count;
    adam = new Adam(settings, count);
  }

  private static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>(Adam.SETTINGS);
    settings.add(
        Setting.number("decay", "Decay λ", 0.01, 0, 100, "How fast parameters shrink to 0."));
    return settings;
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, double rate) {
    float keep = (float) (1 - rate * decay);
    for (int i = 0; i < count; i++) {
      arena[parameters + i] *= keep;
    }
    adam.step(arena, parameters, gradients, rate);
  }

  @Override
  public void settle(Device device) {
    adam.settle(device);
  }

  @Override
  public Memory memory() {
    return adam.memory();
  }

  @Override
  public void recall(Memory memory) {
    adam.recall(memory);
  }
}
