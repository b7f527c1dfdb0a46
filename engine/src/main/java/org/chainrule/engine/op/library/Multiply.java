package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** The product of two values, entry by entry. */
final class Multiply extends BinaryOp {
  Multiply() {
    super(
        OpInfo.of("multiply", "Multiply")
            .infix("*")
            .symbol("×")
            .category(Category.ARITHMETIC)
            .summary("Multiplies two values, entry by entry.")
            .formula("a \\cdot b")
            .port("a", "one factor", "b")
            .port("b", "the other factor", "a")
            .torch("{a} * {b}")
            .jax("{a} * {b}")
            .keras("{a} * {b}")
            .onnx("Mul({a}, {b})")
            .example(Tensor.scalar(3), Tensor.scalar(-2))
            .example(matrix(2, 3, 0.5, -1, 2, 3, -0.25, 1.5), vector(2, 0.5, -4))
            .rejects("stretches", Shape.of(3), Shape.of(4))
            .build());
  }

  @Override
  public double apply(double a, double b) {
    return a * b;
  }

  @Override
  public double partial(int port, double a, double b, double y) {
    return port == 0 ? b : a;
  }
}
