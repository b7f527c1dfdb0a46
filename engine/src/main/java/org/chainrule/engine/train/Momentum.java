package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;

/**
 * Gradient descent with momentum: v becomes mu v + g and theta becomes theta - eta v. The learning
 * rate stands outside v, as in PyTorch; where it stands inside, a change of rate acts late. Polyak
 * 1964; Sutskever et al. 2013; {@code torch.optim.SGD(momentum=mu)}.
 */
final class Momentum implements Optimizer {
  static final Setting MU =
      Setting.number("momentum", "Momentum μ", 0.9, 0, 0.9999, "How much of the velocity stays.");

  static final Optimizers.Kind KIND =
      new Optimizers.Kind(
          "momentum",
          "Momentum",
          "v \\leftarrow \\mu v + g, \\quad \\theta \\leftarrow \\theta - \\eta v",
          0.01,
          List.of(MU),
          Momentum::new);

  private final float mu;
  private final float[] velocity;

  private Momentum(Settings settings, int count) {
    mu = (float) settings.number("momentum");
    velocity = new float[count];
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, double learningRate) {
    float rate = (float) learningRate;
    for (int i = 0; i < velocity.length; i++) {
      float v = Moments.flushed(mu * velocity[i] + arena[gradients + i]);
      velocity[i] = v;
      arena[parameters + i] -= rate * v;
    }
  }

  @Override
  public Memory memory() {
    return Moments.memory(List.of(), velocity);
  }

  @Override
  public void recall(Memory memory) {
    Moments.recall(memory, 0, velocity);
  }
}
