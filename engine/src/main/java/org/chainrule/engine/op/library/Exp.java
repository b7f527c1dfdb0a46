package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The natural exponential. */
final class Exp extends UnaryOp {
  Exp() {
    super(
        OpInfo.of("exp", "Exponential")
            .symbol("exp")
            .category(Category.FUNCTION)
            .summary("The number e raised to the value.")
            .formula("e^{x}")
            .notes("Above 709.78 the result overflows to infinity.")
            .port("x", "the argument", "e^{x}")
            .torch("torch.exp({x})")
            .jax("jnp.exp({x})")
            .keras("keras.ops.exp({x})")
            .onnx("Exp({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, -3, 0, 1, 2.5))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.exp(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return y;
  }
}
