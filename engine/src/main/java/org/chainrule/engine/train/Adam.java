package org.chainrule.engine.train;

/**
 * Adam: steps along a running mean of the gradient, scaled by a running mean of its square, both
 * corrected for their start at zero, with beta1 = 0.9, beta2 = 0.999 and epsilon = 1e-8. Kingma and
 * Ba 2015, arXiv:1412.6980, algorithm 1; {@code torch.optim.Adam}.
 */
final class Adam implements Optimizer {

  /**
   * In float64: in float32 1 - beta2 keeps five digits only, and the correction for the start no
   * more.
   */
  private static final double BETA1 = 0.9;

  private static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-8f;

  private final double rate;
  private float[] mean = new float[0];
  private float[] square = new float[0];

  /** The gradients, apart from the arena: see {@link #move}. */
  private float[] gradient = new float[0];

  private double power1 = 1;
  private double power2 = 1;

  Adam(double learningRate) {
    rate = learningRate;
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, int count) {
    if (mean.length != count) {
      mean = new float[count];
      square = new float[count];
      gradient = new float[count];
    }
    power1 *= BETA1;
    power2 *= BETA2;
    float scale = (float) (1 / Math.sqrt(1 - power2));
    float stride = (float) (rate / (1 - power1));
    System.arraycopy(arena, gradients, gradient, 0, count);
    if (parameters != 0) {
      throw new IllegalArgumentException(
          "expected the parameters first in the arena, got them at " + parameters);
    }
    move(arena, gradient, mean, square, scale, stride);
  }

  /**
   * The loop over all parameters. The JVM makes vectors of it only where every array is read and
   * written at the loop's own index: hence the parameters first in the arena, and the gradients in
   * an array of their own.
   */
  private static void move(
      float[] theta, float[] gradient, float[] mean, float[] square, float scale, float stride) {
    float keep1 = (float) BETA1;
    float keep2 = (float) BETA2;
    float take1 = (float) (1 - BETA1);
    float take2 = (float) (1 - BETA2);
    for (int i = 0; i < gradient.length; i++) {
      float g = gradient[i];
      float m = Moments.flushed(keep1 * mean[i] + take1 * g);
      float v = Moments.flushedSquare(keep2 * square[i] + take2 * (g * g));
      mean[i] = m;
      square[i] = v;
      theta[i] -= stride * m / ((float) Math.sqrt(v) * scale + EPSILON);
    }
  }
}
