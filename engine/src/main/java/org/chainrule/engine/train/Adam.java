package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Adam: steps along a running mean of the gradient, scaled by a running mean of its square, both
 * corrected for their start at zero. Kingma and Ba 2015, arXiv:1412.6980, algorithm 1; {@code
 * torch.optim.Adam}.
 */
final class Adam implements Optimizer {
  static final List<Setting> SETTINGS =
      List.of(
          Setting.number("beta1", "Memory β₁", 0.9, 0, 0.999999, "How much of the mean stays."),
          Setting.number(
              "beta2", "Memory β₂", 0.999, 0, 0.999999, "How much of the mean square stays."),
          Optimizers.epsilon(1e-8));

  static final Optimizers.Kind KIND =
      new Optimizers.Kind(
          "adam",
          "Adam",
          "\\theta \\leftarrow \\theta - \\eta \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\varepsilon}",
          0.001,
          SETTINGS,
          Adam::new);

  /**
   * In float64: in float32 1 - beta2 keeps five digits only, and the correction for the start no
   * more.
   */
  private final double beta1;

  private final double beta2;
  private final float epsilon;
  private float[] mean;
  private float[] square;
  private @Nullable Device device;

  /** The gradients, apart from the arena: see {@link #move}. */
  private final float[] gradient;

  private double power1 = 1;
  private double power2 = 1;

  Adam(Settings settings, int count) {
    beta1 = settings.number("beta1");
    beta2 = settings.number("beta2");
    epsilon = (float) settings.number("epsilon");
    mean = new float[count];
    square = new float[count];
    gradient = new float[count];
  }

  @Override
  public void step(float[] arena, int parameters, int gradients, double rate) {
    power1 *= beta1;
    power2 *= beta2;
    float keep1 = (float) beta1;
    float take1 = (float) (1 - beta1);
    float keep2 = (float) beta2;
    float take2 = (float) (1 - beta2);
    float scale = (float) (1 / Math.sqrt(1 - power2));
    float stride = (float) (rate / (1 - power1));
    if (device != null && device.adam(keep1, take1, keep2, take2, scale, stride, epsilon)) {
      return;
    }
    if (parameters != 0) {
      throw new IllegalArgumentException(
          "expected the parameters first in the arena, got them at " + parameters);
    }
    System.arraycopy(arena, gradients, gradient, 0, gradient.length);
    move(arena, gradient, mean, square, keep1, take1, keep2, take2, scale, stride, epsilon);
  }

  @Override
  public void settle(Device device) {
    this.device = device;
    mean = device.moment(0);
    square = device.moment(1);
  }

  /**
   * The loop over all parameters. The JVM makes vectors of it only where every array is read and
   * written at the loop's own index: hence the parameters first in the arena, and the gradients in
   * an array of their own.
   */
  private static void move(
      float[] theta,
      float[] gradient,
      float[] mean,
      float[] square,
      float keep1,
      float take1,
      float keep2,
      float take2,
      float scale,
      float stride,
      float epsilon) {
    for (int i = 0; i < gradient.length; i++) {
      float g = gradient[i];
      float m = Moments.flushed(keep1 * mean[i] + take1 * g);
      float v = Moments.flushedSquare(keep2 * square[i] + take2 * (g * g));
      mean[i] = m;
      square[i] = v;
      theta[i] -= stride * m / ((float) Math.sqrt(v) * scale + epsilon);
    }
  }

  @Override
  public Memory memory() {
    return Moments.memory(List.of(power1, power2), mean, square);
  }

  @Override
  public void recall(Memory memory) {
    Moments.recall(memory, 2, mean, square);
    power1 = memory.numbers().get(0);
    power2 = memory.numbers().get(1);
  }
}
