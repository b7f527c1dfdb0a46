package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The cosine. */
final class Cosine extends UnaryOp {
  Cosine() {
    super(
        OpInfo.of("cos", "Cosine")
            .symbol("cos")
            .category(Category.FUNCTION)
            .summary("The cosine of an angle in radians.")
            .formula("\\cos x")
            .port("x", "the argument", "-\\sin x")
            .torch("torch.cos({x})")
            .jax("jnp.cos({x})")
            .keras("keras.ops.cos({x})")
            .onnx("Cos({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, 3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.cos(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return -Elementary.sin(x);
  }
}
