package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.op.Settings;

/**
 * AdaGrad: each parameter's step is divided by the root of the sum of all its squared gradients, so
 * that what has moved much moves less. Duchi, Hazan and Singer 2011; {@code torch.optim.Adagrad}.
 */
final class AdaGrad implements Optimizer {
  static final Optimizers.Kind KIND =
      new Optimizers.Kind(
          "adagrad",
          "AdaGrad",
          "s \\leftarrow s + g^2, \\quad \\theta \\leftarrow \\theta - \\eta \\frac{g}{\\sqrt{s} + \\varepsilon}",
          0.05,
          List.of(Optimizers.epsilon(1e-10)),
          AdaGrad::new);

  private final float epsilon;
  private final float[] sum;

  private AdaGrad(Settings settings, int count) {
    epsilon = (float) settings.number("epsilon");
    sum = new float[count];
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, double learningRate) {
    float rate = (float) learningRate;
    for (int i = 0; i < sum.length; i++) {
      float g = arena[gradients + i];
      float s = Moments.flushed(sum[i] + g * g);
      sum[i] = s;
      arena[parameters + i] -= rate * g / ((float) Math.sqrt(s) + epsilon);
    }
  }

  @Override
  public Memory memory() {
    return Moments.memory(List.of(), sum);
  }

  @Override
  public void recall(Memory memory) {
    Moments.recall(memory, 0, sum);
  }
}
