package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** The Euclidean norm. */
final class Norm extends LaneReduction {
  Norm() {
    super(
        OpInfo.of("norm", "Norm")
            .symbol("‖x‖")
            .category(Category.TENSOR)
            .summary("The length of a vector: the root of the sum of squares.")
            .formula("\\sqrt{\\sum_i x_i^2}")
            .notes("At the zero vector the derivative is taken as 0, as PyTorch does.")
            .port("x", "the argument", "\\frac{x_i}{\\lVert x \\rVert}")
            .setting(
                Lanes.axis(
                    "The axis that is taken together, counted from 0, or from -1 at the end; all where left out."))
            .torch("torch.linalg.vector_norm({x}{?axis|, dim={setting:axis}|})")
            .jax("jnp.sqrt(jnp.sum({x} ** 2{?axis|, axis={setting:axis}|}))")
            .keras("keras.ops.sqrt(keras.ops.sum({x} ** 2{?axis|, axis={setting:axis}|}))")
            .onnx("Sqrt(ReduceSumSquare({x}, [{axes:x}], keepdims=0))")
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", 0), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .build());
  }

  @Override
  double reduce(double[] x, Settings settings) {
    double scale = 0;
    for (double value : x) {
      scale = Math.max(scale, Math.abs(value));
    }
    if (scale == 0 || !Double.isFinite(scale)) {
      return scale;
    }
    double sum = 0;
    for (double value : x) {
      sum += (value / scale) * (value / scale);
    }
    return scale * Math.sqrt(sum);
  }

  @Override
  double[] gradient(double[] x, double y, Settings settings) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = y == 0 ? 0 : x[i] / y;
    }
    return out;
  }
}
