package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** A value raised to another. */
final class Power extends BinaryOp {
  Power() {
    super(
        OpInfo.of("power", "Power")
            .infix("^")
            .symbol("xⁿ")
            .category(Category.ARITHMETIC)
            .summary("Raises the first value to the power of the second, entry by entry.")
            .formula("a^{b}")
            .notes(
                "Anything to the power of 0 is 1. At a = 0 the derivative with respect to b is taken as 0 where b"
                    + " is not negative, as PyTorch does; for a negative base it does not exist.")
            .port("a", "the base", "b \\, a^{b - 1}")
            .port("b", "the exponent", "a^{b} \\ln a")
            .torch("{a} ** {b}")
            .jax("{a} ** {b}")
            .keras("{a} ** {b}")
            .onnx("Pow({a}, {b})")
            .example(Tensor.scalar(3), Tensor.scalar(2))
            .example(Tensor.scalar(0.5), Tensor.scalar(-1.5))
            .example(vector(0.25, 1, 4), vector(3, 0, 0.5))
            .rejects("stretches", Shape.of(2, 3), Shape.of(2))
            .build());
  }

  @Override
  public double apply(double a, double b) {
    return b == 2 ? a * a : Elementary.pow(a, b);
  }

  @Override
  public double partial(int port, double a, double b, double y) {
    if (port == 0) {
      return b == 0 ? 0 : b * apply(a, b - 1);
    }
    return a == 0 && b >= 0 ? 0 : y * Elementary.log(a);
  }
}
