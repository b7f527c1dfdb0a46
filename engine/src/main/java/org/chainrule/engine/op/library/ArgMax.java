package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** The place of the greatest entry. */
final class ArgMax extends LaneReduction {
  ArgMax() {
    super(
        OpInfo.of("argmax", "Arg max")
            .symbol("argmax")
            .category(Category.TENSOR)
            .summary("The index of the greatest entry, counted from 0.")
            .formula("\\arg\\max_i x_i")
            .notes("Of entries that tie, the first. The derivative is 0 wherever it exists.")
            .port("x", "the argument", "0")
            .setting(
                Lanes.axis(
                    "The axis that is taken together, counted from 0, or from -1 at the end; all where left out."))
            .torch("torch.argmax({x}{?axis|, dim={setting:axis}|}).double()")
            .jax("jnp.argmax({x}{?axis|, axis={setting:axis}|}).astype(float)")
            .keras(
                "keras.ops.cast(keras.ops.argmax({x}{?axis|, axis={setting:axis}|}), "
                    + "keras.config.floatx())")
            .onnx(
                "Cast({?axis|ArgMax({x}, axis={axis:x}, keepdims=0)|ArgMax(Reshape({x}, "
                    + "[{size:x}]), axis=-1, keepdims=0)}, to=1)")
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", 0), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .build());
  }

  @Override
  double reduce(double[] x, Settings settings) {
    int best = 0;
    for (int i = 1; i < x.length; i++) {
      best = x[i] > x[best] ? i : best;
    }
    return best;
  }

  @Override
  double[] gradient(double[] x, double y, Settings settings) {
    return new double[x.length];
  }
}
