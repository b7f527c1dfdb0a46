package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Shape;

/** The max of the entries. */
final class Max extends Extreme {
  Max() {
    super(
        OpInfo.of("max", "Maximum")
            .symbol("max")
            .category(Category.TENSOR)
            .summary("The greatest entry, of all or along one axis.")
            .formula("\\max_i x_i")
            .notes(
                "Where k entries tie they share the gradient evenly, as PyTorch's amax "
                    + "and amin do.")
            .port(
                "x",
                "the argument",
                "\\begin{cases} 1/k & x_i = y \\\\ 0 & \\text{else} \\end{cases}")
            .setting(
                Lanes.axis(
                    "The axis that is taken together, counted from 0, or from -1 at the end; all where left out."))
            .torch("torch.amax({x}{?axis|, dim={setting:axis}|})")
            .jax("jnp.max({x}{?axis|, axis={setting:axis}|})")
            .keras("keras.ops.max({x}{?axis|, axis={setting:axis}|})")
            .onnx("ReduceMax({x}, [{axes:x}], keepdims=0)")
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", 0), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .build());
  }

  @Override
  double better(double a, double b) {
    return Math.max(a, b);
  }
}
