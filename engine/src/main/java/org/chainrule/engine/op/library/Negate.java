package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** The value with its sign turned. */
final class Negate extends UnaryOp {
  Negate() {
    super(
        OpInfo.of("negate", "Negate")
            .infix("-")
            .symbol("−")
            .category(Category.ARITHMETIC)
            .summary("Turns the sign of a value.")
            .formula("-x")
            .port("x", "the argument", "-1")
            .torch("-{x}")
            .jax("-{x}")
            .keras("-{x}")
            .onnx("Neg({x})")
            .example(Tensor.scalar(3))
            .example(matrix(2, 2, 1, -2, 0, 0.5))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return -x;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return -1;
  }
}
