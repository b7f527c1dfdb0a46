package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Shape;

/** Scores to logarithms of probabilities. */
final class LogSoftmax extends LaneMap {
  LogSoftmax() {
    super(
        OpInfo.of("log_softmax", "Log softmax")
            .symbol("lsm")
            .category(Category.ACTIVATION)
            .summary("The logarithm of softmax, computed without leaving the logarithms.")
            .formula("x_i - \\ln \\sum_j e^{x_j}")
            .port("x", "the argument", "\\delta_{ij} - p_j")
            .setting(
                Lanes.axis(
                    "The axis along which the probabilities add up to 1, counted from 0, or from -1 at the end."))
            .torch(
                "{?axis|torch.log_softmax({x}, dim={setting:axis})|{?x:1|torch.log_softmax({x},"
                    + " dim=0)|{x} - torch.logsumexp({x}, dim={dim:x})}}")
            .jax("jax.nn.log_softmax({x}, axis={dim:x})")
            .keras("keras.ops.log_softmax({x}, axis={?axis|{setting:axis}|None})")
            .onnx(
                "Sub(Sub({x}, ReduceMax({x}, [{axes:x}], keepdims=1)), ReduceLogSumExp(Sub({x}, "
                    + "ReduceMax({x}, [{axes:x}], keepdims=1)), [{axes:x}], keepdims=1))")
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", 0), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(vector(800, 801, -5))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .build());
  }

  @Override
  double[] map(double[] x, Settings settings) {
    double total = LogSumExp.of(Samples.vector(x), 0, x.length);
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i] - total;
    }
    return out;
  }

  @Override
  double[] vjp(double[] x, double[] y, double[] upstream, Settings settings) {
    double sum = 0;
    for (double g : upstream) {
      sum += g;
    }
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = upstream[i] - Elementary.exp(y[i]) * sum;
    }
    return out;
  }
}
