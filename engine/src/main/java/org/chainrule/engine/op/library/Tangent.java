package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The tangent. */
final class Tangent extends UnaryOp {
  Tangent() {
    super(
        OpInfo.of("tan", "Tangent")
            .symbol("tan")
            .category(Category.FUNCTION)
            .summary("The tangent of an angle in radians.")
            .formula("\\tan x")
            .notes("At odd multiples of a quarter turn it grows without bound.")
            .port("x", "the argument", "1 + \\tan^2 x")
            .torch("torch.tan({x})")
            .jax("jnp.tan({x})")
            .keras("keras.ops.tan({x})")
            .onnx("Tan({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -0.7, 0.5, 3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.tan(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 1 + y * y;
  }
}
