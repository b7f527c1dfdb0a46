package org.chainrule.engine.train;

/** Gradient descent: theta becomes theta - eta g. */
final class Sgd implements Optimizer {
  private final float rate;

  Sgd(double learningRate) {
    rate = (float) learningRate;
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, int count) {
    for (int i = 0; i < count; i++) {
      arena[parameters + i] -= rate * arena[gradients + i];
    }
  }
}
