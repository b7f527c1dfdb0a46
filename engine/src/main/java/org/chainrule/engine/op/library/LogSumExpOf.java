package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Shape;

/** The logarithm of a sum of exponentials. */
final class LogSumExpOf extends LaneReduction {
  LogSumExpOf() {
    super(
        OpInfo.of("logsumexp", "Log-sum-exp")
            .symbol("lse")
            .category(Category.TENSOR)
            .summary("A smooth maximum: the logarithm of the sum of the exponentials.")
            .formula("\\ln \\sum_i e^{x_i}")
            .notes("The greatest entry is taken off first, so that nothing overflows.")
            .port("x", "the argument", "\\frac{e^{x_i}}{\\sum_j e^{x_j}}")
            .setting(
                Lanes.axis(
                    "The axis that is taken together, counted from 0, or from -1 at the end; all where left out."))
            .torch("torch.logsumexp({x}, dim={dim:x})")
            .jax("jax.nn.logsumexp({x}{?axis|, axis={setting:axis}|})")
            .keras("keras.ops.logsumexp({x}{?axis|, axis={setting:axis}|})")
            .onnx("ReduceLogSumExp({x}, [{axes:x}], keepdims=0)")
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", 0), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(vector(800, 801, -5))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .build());
  }

  @Override
  double reduce(double[] x, Settings settings) {
    return LogSumExp.of(Samples.vector(x), 0, x.length);
  }

  @Override
  double[] gradient(double[] x, double y, Settings settings) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = Elementary.exp(x[i] - y);
    }
    return out;
  }
}
