package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** Running sums. */
final class CumulativeSum extends LaneMap {
  CumulativeSum() {
    super(
        OpInfo.of("cumulative_sum", "Cumulative sum")
            .symbol("Σ…")
            .category(Category.TENSOR)
            .summary("Each entry plus all that stand before it.")
            .formula("y_i = \\sum_{j \\le i} x_j")
            .port("x", "the argument", "\\frac{\\partial y_i}{\\partial x_j} = [j \\le i]")
            .setting(
                Lanes.axis(
                    "The axis that is taken together, counted from 0, or from -1 at the end; all where left out."))
            .torch(
                "{?axis|torch.cumsum({x}, dim={setting:axis})|{?x:1|torch.cumsum({x}, "
                    + "dim=0)|torch.cumsum({x}.flatten(), dim=0).reshape({shape:x})}}")
            .jax(
                "jnp.cumsum({x}{?axis|, axis={setting:axis}|}){?axis||{?x:1||.reshape({shape:x}"
                    + ")}}")
            .keras(
                "{?axis|keras.ops.cumsum({x}, axis={setting:axis})|{?x:1|keras.ops.cumsum({x}, "
                    + "axis=0)|keras.ops.reshape(keras.ops.cumsum(keras.ops.reshape({x}, (-1,)), "
                    + "axis=0), {shape:x})}}")
            .onnx(
                "{?axis|CumSum({x}, [{axis:x}])|Reshape(CumSum(Reshape({x}, [{size:x}]), "
                    + "[-1]), [{dims:x}])}")
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", 0), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .build());
  }

  @Override
  double[] map(double[] x, Settings settings) {
    double[] out = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i];
      out[i] = sum;
    }
    return out;
  }

  @Override
  double[] vjp(double[] x, double[] y, double[] upstream, Settings settings) {
    double[] out = new double[x.length];
    double sum = 0;
    for (int i = x.length - 1; i >= 0; i--) {
      sum += upstream[i];
      out[i] = sum;
    }
    return out;
  }
}
