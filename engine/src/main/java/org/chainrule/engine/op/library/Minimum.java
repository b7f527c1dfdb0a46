package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** The lesser of two values. */
final class Minimum extends BinaryOp {
  Minimum() {
    super(
        OpInfo.of("minimum", "Minimum of two")
            .symbol("min₂")
            .category(Category.FUNCTION)
            .summary("The lesser of two values, entry by entry.")
            .formula("\\min(a, b)")
            .notes("Where the two are equal each takes half of the gradient, as PyTorch does.")
            .port("a", "one value", "[a < b]")
            .port("b", "the other value", "[b < a]")
            .torch("torch.minimum({a}, {b})")
            .jax("jnp.minimum({a}, {b})")
            .keras("keras.ops.minimum({a}, {b})")
            .onnx("Min({a}, {b})")
            .example(Tensor.scalar(3), Tensor.scalar(-2))
            .example(matrix(2, 3, 0.5, -1, 2, 3, -0.25, 1.5), vector(2, 0.75, -4))
            .rejects("stretches", Shape.of(3), Shape.of(4))
            .build());
  }

  @Override
  public double apply(double a, double b) {
    return Math.min(a, b);
  }

  @Override
  public double partial(int port, double a, double b, double y) {
    return a == b ? 0.5 : a < b == (port == 0) ? 1 : 0;
  }
}
