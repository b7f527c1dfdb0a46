package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.BinaryOp;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Whether one value is greater than another. */
final class Greater extends BinaryOp {
  Greater() {
    super(
        OpInfo.of("greater", "Greater")
            .symbol(">")
            .category(Category.FUNCTION)
            .summary("One where the first value is greater than the second, else 0.")
            .formula("[a > b]")
            .notes(
                "The derivative is 0 wherever it exists. With where it makes functions "
                    + "of several pieces.")
            .port("a", "the value that may be greater", "0")
            .port("b", "the value that may be less", "0")
            .torch("torch.where({a} > {b}, 1.0, 0.0)")
            .jax("jnp.where({a} > {b}, 1.0, 0.0)")
            .keras("keras.ops.cast({a} > {b}, keras.config.floatx())")
            .onnx("Cast(Greater({a}, {b}), to=1)")
            .example(Tensor.scalar(3), Tensor.scalar(-2))
            .example(matrix(2, 3, 0.5, -1, 2, 3, -0.25, 1.5), vector(2, 0.75, -4))
            .rejects("stretches", Shape.of(3), Shape.of(4))
            .build());
  }

  @Override
  public double apply(double a, double b) {
    return a > b ? 1 : 0;
  }

  @Override
  public double partial(int port, double a, double b, double y) {
    return 0;
  }
}
