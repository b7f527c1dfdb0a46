package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** The greater of two values. */
final class Maximum extends BinaryOp {
  Maximum() {
    super(
        OpInfo.of("maximum", "Maximum of two")
            .symbol("max₂")
            .category(Category.FUNCTION)
            .summary("The greater of two values, entry by entry.")
            .formula("\\max(a, b)")
            .notes("Where the two are equal each takes half of the gradient, as PyTorch does.")
            .port("a", "one value", "[a > b]")
            .port("b", "the other value", "[b > a]")
            .torch("torch.maximum({a}, {b})")
            .jax("jnp.maximum({a}, {b})")
            .keras("keras.ops.maximum({a}, {b})")
            .onnx("Max({a}, {b})")
            .example(Tensor.scalar(3), Tensor.scalar(-2))
            .example(matrix(2, 3, 0.5, -1, 2, 3, -0.25, 1.5), vector(2, 0.75, -4))
            .rejects("stretches", Shape.of(3), Shape.of(4))
            .build());
  }

  @Override
  public double apply(double a, double b) {
    return Math.max(a, b);
  }

  @Override
  public double partial(int port, double a, double b, double y) {
    return a == b ? 0.5 : a > b == (port == 0) ? 1 : 0;
  }
}
