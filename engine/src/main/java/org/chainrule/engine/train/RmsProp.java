package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;

/**
 * RMSProp: each parameter's step is divided by the root of a running mean of its squared gradients.
 * Tieleman and Hinton 2012, lecture 6.5; {@code torch.optim.RMSprop}.
 */
final class RmsProp implements Optimizer {
  static final Optimizers.Kind KIND =
      new Optimizers.Kind(
          "rmsprop",
          "RMSProp",
          "s \\leftarrow \\alpha s + (1 - \\alpha) g^2, \\quad \\theta \\leftarrow \\theta - \\eta \\frac{g}{\\sqrt{s} + \\varepsilon}",
          0.01,
          List.of(
              Setting.number(
                  "alpha", "Memory α", 0.99, 0, 0.999999, "How much of the running mean stays."),
              Optimizers.epsilon(1e-8)),
          RmsProp::new);

  private final float keep;
  private final float take;
  private final float epsilon;
  private final float[] square;

  private RmsProp(Settings settings, int count) {
    keep = (float) settings.number("alpha");
    take = (float) (1 - settings.number("alpha"));
    epsilon = (float) settings.number("epsilon");
    square = new float[count];
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, double learningRate) {
    float rate = (float) learningRate;
    for (int i = 0; i < square.length; i++) {
      float g = arena[gradients + i];
      float s = Moments.flushed(keep * square[i] + take * (g * g));
      square[i] = s;
      arena[parameters + i] -= rate * g / ((float) Math.sqrt(s) + epsilon);
    }
  }

  @Override
  public Memory memory() {
    return Moments.memory(List.of(), square);
  }

  @Override
  public void recall(Memory memory) {
    Moments.recall(memory, 0, square);
  }
}
