package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** Softsign. */
final class Softsign extends UnaryOp {
  Softsign() {
    super(
        OpInfo.of("softsign", "Softsign")
            .symbol("ss")
            .category(Category.ACTIVATION)
            .summary("Squeezes a value into the range from -1 to 1, more slowly than tanh.")
            .formula("\\frac{x}{1 + |x|}")
            .port("x", "the argument", "\\frac{1}{(1 + |x|)^2}")
            .torch("F.softsign({x})")
            .jax("jax.nn.soft_sign({x})")
            .keras("keras.ops.softsign({x})")
            .onnx("Softsign({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x / (1 + Math.abs(x));
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    double d = 1 + Math.abs(x);
    return 1 / (d * d);
  }
}
