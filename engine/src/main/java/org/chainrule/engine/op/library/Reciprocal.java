package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** One over a value. */
final class Reciprocal extends UnaryOp {
  Reciprocal() {
    super(
        OpInfo.of("reciprocal", "Reciprocal")
            .symbol("1/x")
            .category(Category.ARITHMETIC)
            .summary("One divided by the value.")
            .formula("\\frac{1}{x}")
            .notes("At 0 it is infinite.")
            .port("x", "the argument", "-\\frac{1}{x^2}")
            .torch("1 / {x}")
            .jax("1 / {x}")
            .keras("1 / {x}")
            .onnx("Reciprocal({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, 3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return 1 / x;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return -y * y;
  }
}
