package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** The sign. */
final class Sign extends UnaryOp {
  Sign() {
    super(
        OpInfo.of("sign", "Sign")
            .symbol("sgn")
            .category(Category.FUNCTION)
            .summary("One where the value is positive, minus one where it is negative, 0 at zero.")
            .formula("\\operatorname{sign}(x)")
            .notes("The derivative is 0 wherever it exists, so nothing upstream learns through it.")
            .port("x", "the argument", "0")
            .torch("torch.sign({x})")
            .jax("jnp.sign({x})")
            .keras("keras.ops.sign({x})")
            .onnx("Sign({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Math.signum(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 0;
  }
}
