package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** The square. */
final class Square extends UnaryOp {
  Square() {
    super(
        OpInfo.of("square", "Square")
            .symbol("x²")
            .category(Category.ARITHMETIC)
            .summary("Multiplies a value by itself.")
            .formula("x^2")
            .port("x", "the argument", "2 x")
            .torch("{x} ** 2")
            .jax("{x} ** 2")
            .keras("{x} ** 2")
            .onnx("Mul({x}, {x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, 3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x * x;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 2 * x;
  }
}
