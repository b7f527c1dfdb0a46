package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The sine. */
final class Sine extends UnaryOp {
  Sine() {
    super(
        OpInfo.of("sin", "Sine")
            .symbol("sin")
            .category(Category.FUNCTION)
            .summary("The sine of an angle in radians.")
            .formula("\\sin x")
            .port("x", "the argument", "\\cos x")
            .torch("torch.sin({x})")
            .jax("jnp.sin({x})")
            .keras("keras.ops.sin({x})")
            .onnx("Sin({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, 3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.sin(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return Elementary.cos(x);
  }
}
