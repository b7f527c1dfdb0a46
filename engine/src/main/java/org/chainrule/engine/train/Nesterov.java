package org.chainrule.engine.train;

/**
 * Gradient descent with Nesterov's momentum: v becomes mu v + g and theta becomes theta - eta (g +
 * mu v), with mu = 0.9, so that a step already looks ahead along v. Nesterov 1983, in the form of
 * Sutskever et al. 2013; {@code torch.optim.SGD(momentum=0.9, nesterov=True)}.
 */
final class Nesterov implements Optimizer {
  private static final float MU = 0.9f;

  private final float rate;
  private float[] velocity = new float[0];

  Nesterov(double learningRate) {
    rate = (float) learningRate;
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, int count) {
    if (velocity.length != count) {
      velocity = new float[count];
    }
    for (int i = 0; i < count; i++) {
      float g = arena[gradients + i];
      float v = Moments.flushed(MU * velocity[i] + g);
      velocity[i] = v;
      arena[parameters + i] -= rate * (g + MU * v);
    }
  }
}
