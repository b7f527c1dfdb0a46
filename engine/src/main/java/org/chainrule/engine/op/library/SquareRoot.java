package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** The square root. */
final class SquareRoot extends UnaryOp {
  SquareRoot() {
    super(
        OpInfo.of("sqrt", "Square root")
            .symbol("√")
            .category(Category.FUNCTION)
            .summary("The number whose square is the value.")
            .formula("\\sqrt{x}")
            .notes("Below 0 it does not exist and gives NaN; at 0 its derivative is infinite.")
            .port("x", "the argument", "\\frac{1}{2 \\sqrt{x}}")
            .torch("torch.sqrt({x})")
            .jax("jnp.sqrt({x})")
            .keras("keras.ops.sqrt({x})")
            .onnx("Sqrt({x})")
            .example(Tensor.scalar(4))
            .example(matrix(2, 2, 1, 2.5, 0.25, 9))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Math.sqrt(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 0.5 / y;
  }
}
