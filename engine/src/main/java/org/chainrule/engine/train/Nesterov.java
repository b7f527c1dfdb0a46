package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.op.Settings;

/**
 * Gradient descent with Nesterov's momentum: v becomes mu v + g and theta becomes theta - eta (g +
 * mu v), so that a step already looks ahead along v. Nesterov 1983, in the form of Sutskever et al.
 * 2013; {@code torch.optim.SGD(momentum=mu, nesterov=True)}.
 */
final class Nesterov implements Optimizer {
  static final Optimizers.Kind KIND =
      new Optimizers.Kind(
          "nesterov",
          "Nesterov momentum",
          "v \\leftarrow \\mu v + g, \\quad \\theta \\leftarrow \\theta - \\eta (g + \\mu v)",
          0.01,
          List.of(Momentum.MU),
          Nesterov::new);

  private final float mu;
  private final float[] velocity;

  private Nesterov(Settings settings, int count) {
    mu = (float) settings.number("momentum");
    velocity = new float[count];
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, double learningRate) {
    float rate = (float) learningRate;
    for (int i = 0; i < velocity.length; i++) {
      float g = arena[gradients + i];
      float v = Moments.flushed(mu * velocity[i] + g);
      velocity[i] = v;
      arena[parameters + i] -= rate * (g + mu * v);
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
