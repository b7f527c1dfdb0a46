package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** The variance of the entries. */
final class Variance extends LaneReduction {
  Variance() {
    super(
        OpInfo.of("variance", "Variance")
            .symbol("var")
            .category(Category.TENSOR)
            .summary("The mean squared distance of the entries from their mean.")
            .formula("\\frac{1}{n - c} \\sum_i (x_i - \\bar{x})^2")
            .notes(
                "Correction 0 divides by n, as layer normalization does; 1 divides by n "
                    + "- 1, for a sample.")
            .port("x", "the argument", "\\frac{2 (x_i - \\bar{x})}{n - c}")
            .setting(
                Lanes.axis(
                    "The axis that is taken together, counted from 0, or from -1 at the end; all where left out."))
            .setting(
                Setting.integer(
                    "correction",
                    "Correction",
                    0,
                    0,
                    1,
                    "What is taken off the number of entries before dividing."))
            .torch("torch.var({x}{?axis|, dim={setting:axis}|}, correction={setting:correction})")
            .jax("jnp.var({x}{?axis|, axis={setting:axis}|}, ddof={setting:correction})")
            .keras(
                "keras.ops.var({x}{?axis|, axis={setting:axis}|}){?correction=1| * {count:x} / "
                    + "({count:x} - 1)|}")
            .onnx(
                "Div(ReduceSumSquare(Sub({x}, ReduceMean({x}, [{axes:x}], keepdims=1)), "
                    + "[{axes:x}], keepdims=0), {?correction=1|Sub({count:x}, 1)|{count:x}})")
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", 0), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", 1, "correction", 1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .build());
  }

  @Override
  double reduce(double[] x, Settings settings) {
    double mean = mean(x);
    double sum = 0;
    for (double value : x) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (x.length - settings.integer("correction"));
  }

  @Override
  double[] gradient(double[] x, double y, Settings settings) {
    double mean = mean(x);
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = 2 * (x[i] - mean) / (x.length - settings.integer("correction"));
    }
    return out;
  }

  /** The arithmetic mean of the entries. */
  static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }
}
