package org.chainrule.engine.train;

/**
 * Gradient descent with momentum: v becomes mu v + g and theta becomes theta - eta v, with mu =
 * 0.9. The learning rate stands outside v, as in PyTorch; where it stands inside, a change of rate
 * acts late. Polyak 1964; Sutskever et al. 2013; {@code torch.optim.SGD(momentum=0.9)}.
 */
final class Momentum implements Optimizer {
  private static final float MU = 0.9f;

  private final float rate;
  private float[] velocity = new float[0];

  Momentum(double learningRate) {
    rate = (float) learningRate;
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, int count) {
    if (velocity.length != count) {
      velocity = new float[count];
    }
    for (int i = 0; i < count; i++) {
      float v = Moments.flushed(MU * velocity[i] + arena[gradients + i]);
      velocity[i] = v;
      arena[parameters + i] -= rate * v;
    }
  }
}
