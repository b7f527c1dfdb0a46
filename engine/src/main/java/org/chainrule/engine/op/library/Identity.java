package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** The value itself. */
final class Identity extends UnaryOp {
  Identity() {
    super(
        OpInfo.of("identity", "Identity")
            .symbol("id")
            .category(Category.ACTIVATION)
            .summary("Passes a value on unchanged.")
            .formula("x")
            .port("x", "the argument", "1")
            .torch("torch.clone({x})")
            .jax("jnp.copy({x})")
            .keras("keras.ops.copy({x})")
            .onnx("Identity({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 1;
  }
}
