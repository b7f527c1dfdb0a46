package org.chainrule.engine.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Holds an op's vector-Jacobian product against its forward rule: along a random direction,
 * weighted by a random upstream gradient, the product must agree with a central difference of
 * fourth order. A random direction meets every entry at once, so one number judges all.
 */
public final class GradientCheck {

  /**
   * The relative error below which rule and difference agree; a derivative wrong by 0.05 % is a
   * hundred times above it.
   */
  public static final double TOLERANCE = 5e-6;

  private static final double STEP = 1e-3;

  private GradientCheck() {}

  /**
   * The relative error of one port's product at one point, or null where no gradient flows into the
   * port.
   *
   * @param seed which directions are drawn
   */
  public static @Nullable Double error(
      Op op, List<Tensor> inputs, Settings settings, int port, int seed) {
    Generator random = new Generator(seed, port);
    Tensor output = op.forward(inputs, settings);
    Tensor upstream = output.map(unused -> 1 + random.nextDouble());
    Tensor product = op.vjp(port, upstream, new Op.Point(inputs, output, settings));
    if (product == null) {
      return null;
    }
    Tensor direction = inputs.get(port).map(x -> (0.5 + random.nextDouble()) * scale(x));
    double near = slope(op, inputs, settings, port, direction, upstream, STEP);
    double far = slope(op, inputs, settings, port, direction, upstream, 2 * STEP);
    double difference = (4 * near - far) / 3;
    double analytic = dot(product, direction);
    return Math.abs(analytic - difference) / Math.max(1e-3, Math.abs(difference));
  }

  private static double scale(double x) {
    return Math.min(1, Math.max(0.05, Math.abs(x)));
  }

  private static double slope(
      Op op,
      List<Tensor> inputs,
      Settings settings,
      int port,
      Tensor direction,
      Tensor upstream,
      double step) {
    double ahead = dot(moved(op, inputs, settings, port, direction, step), upstream);
    double behind = dot(moved(op, inputs, settings, port, direction, -step), upstream);
    return (ahead - behind) / (2 * step);
  }

  private static Tensor moved(
      Op op, List<Tensor> inputs, Settings settings, int port, Tensor direction, double step) {
    List<Tensor> moved = new ArrayList<>(inputs);
    moved.set(port, inputs.get(port).plus(direction.times(step)));
    return op.forward(moved, settings);
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.at(i) * b.at(i);
    }
    return sum;
  }
}
