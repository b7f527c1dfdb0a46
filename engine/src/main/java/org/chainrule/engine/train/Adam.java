package org.chainrule.engine.train;

/**
 * Adam: steps along a running mean of the gradient, scaled by a running mean of its square, both
 * corrected for their start at zero, with beta1 = 0.9, beta2 = 0.999 and epsilon = 1e-8. Kingma and
 * Ba 2015, arXiv:1412.6980, algorithm 1.
 */
final class Adam implements Optimizer {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  /**
   * Below this a moment is taken as zero: denormal numbers would slow every later step and change
   * none.
   */
  private static final float FLUSH = 1e-30f;

  private final double rate;
  private float[] mean = new float[0];
  private float[] square = new float[0];
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
    }
    power1 *= BETA1;
    power2 *= BETA2;
    float scale = (float) (1 / Math.sqrt(1 - power2));
    float stride = (float) (rate / (1 - power1));
    for (int i = 0; i < count; i++) {
      float g = arena[gradients + i];
      float m = BETA1 * mean[i] + (1 - BETA1) * g;
      float v = BETA2 * square[i] + (1 - BETA2) * (g * g);
      m = Math.abs(m) < FLUSH ? 0 : m;
      v = v < FLUSH ? 0 : v;
      mean[i] = m;
      square[i] = v;
      arena[parameters + i] -= stride * m / ((float) Math.sqrt(v) * scale + EPSILON);
    }
  }
}
