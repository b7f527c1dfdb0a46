package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** ln(1 + x), exact near 0. */
final class Log1p extends UnaryOp {
  Log1p() {
    super(
        OpInfo.of("log1p", "Logarithm of 1 + x")
            .symbol("ln1p")
            .category(Category.FUNCTION)
            .summary("The natural logarithm of one more than the value, exact near 0.")
            .formula("\\ln (1 + x)")
            .notes("At -1 it is minus infinity; below it does not exist and gives NaN.")
            .port("x", "the argument", "\\frac{1}{1 + x}")
            .torch("torch.log1p({x})")
            .jax("jnp.log1p({x})")
            .keras("keras.ops.log1p({x})")
            .onnx("Mul(2, Atanh(Div({x}, Add({x}, 2))))")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 0.125, -0.5, 1e-9, 10))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.log1p(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 1 / (1 + x);
  }
}
