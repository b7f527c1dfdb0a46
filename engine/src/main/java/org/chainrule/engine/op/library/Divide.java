package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** The quotient of two values. */
final class Divide extends BinaryOp {
  Divide() {
    super(
        OpInfo.of("divide", "Divide")
            .infix("/")
            .symbol("÷")
            .category(Category.ARITHMETIC)
            .summary("Divides the first value by the second, entry by entry.")
            .formula("\\frac{a}{b}")
            .port("a", "the numerator", "\\frac{1}{b}")
            .port("b", "the denominator", "-\\frac{a}{b^2}")
            .torch("{a} / {b}")
            .jax("{a} / {b}")
            .keras("{a} / {b}")
            .onnx("Div({a}, {b})")
            .example(Tensor.scalar(3), Tensor.scalar(-2))
            .example(matrix(2, 3, 0.5, -1, 2, 3, -0.25, 1.5), vector(2, 0.5, -4))
            .rejects("stretches", Shape.of(3), Shape.of(4))
            .build());
  }

  @Override
  public double apply(double a, double b) {
    return a / b;
  }

  @Override
  public double partial(int port, double a, double b, double y) {
    return port == 0 ? 1 / b : -a / (b * b);
  }
}
