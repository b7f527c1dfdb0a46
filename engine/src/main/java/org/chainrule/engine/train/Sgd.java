package org.chainrule.engine.train;

import java.util.List;

/** Gradient descent: theta becomes theta - eta g. */
final class Sgd implements Optimizer {
  static final Optimizers.Kind KIND =
      new Optimizers.Kind(
          "sgd",
          "Gradient descent",
          "\\theta \\leftarrow \\theta - \\eta g",
          0.05,
          List.of(),
          (settings, count) -> new Sgd(count));

  private final int count;

  private Sgd(int count) {
    this.count = count;
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, double learningRate) {
    float rate = (float) learningRate;
    for (int i = 0; i < count; i++) {
      arena[parameters + i] -= rate * arena[gradients + i];
    }
  }

  @Override
  public Memory memory() {
    return Memory.NONE;
  }

  @Override
  public void recall(Memory memory) {
    Moments.recall(memory, 0);
  }
}
