package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** The difference of two values. */
final class Subtract extends BinaryOp {
  Subtract() {
    super(
        OpInfo.of("subtract", "Subtract")
            .infix("-")
            .symbol("−")
            .category(Category.ARITHMETIC)
            .summary("Takes the second value from the first, entry by entry.")
            .formula("a - b")
            .port("a", "what is taken from", "1")
            .port("b", "what is taken away", "-1")
            .torch("{a} - {b}")
            .jax("{a} - {b}")
            .keras("{a} - {b}")
            .onnx("Sub({a}, {b})")
            .example(Tensor.scalar(3), Tensor.scalar(-2))
            .example(matrix(2, 3, 0.5, -1, 2, 3, -0.25, 1.5), vector(2, 0.5, -4))
            .rejects("stretches", Shape.of(3), Shape.of(4))
            .build());
  }

  @Override
  public double apply(double a, double b) {
    return a - b;
  }

  @Override
  public double partial(int port, double a, double b, double y) {
    return port == 0 ? 1 : -1;
  }
}
