package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** exp(x) - 1, exact near 0. */
final class Expm1 extends UnaryOp {
  Expm1() {
    super(
        OpInfo.of("expm1", "Exponential less 1")
            .symbol("expm1")
            .category(Category.FUNCTION)
            .summary("The exponential less one, exact near 0.")
            .formula("e^{x} - 1")
            .notes("Above 709.78 the result overflows to infinity.")
            .port("x", "the argument", "e^{x}")
            .torch("torch.expm1({x})")
            .jax("jnp.expm1({x})")
            .keras("keras.ops.expm1({x})")
            .onnx("Mul(Tanh(Mul(0.5, {x})), Add(Exp({x}), 1))")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 0.125, -0.5, 1e-9, 2))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.expm1(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return Elementary.exp(x);
  }
}
