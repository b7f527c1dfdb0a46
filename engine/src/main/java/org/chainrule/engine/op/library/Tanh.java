package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The hyperbolic tangent. */
final class Tanh extends UnaryOp {
  Tanh() {
    super(
        OpInfo.of("tanh", "Tanh")
            .symbol("tanh")
            .category(Category.ACTIVATION)
            .summary("Squeezes any number into the range from -1 to 1.")
            .formula("\\tanh x")
            .notes("Far from 0 on either side it saturates: its derivative nearly vanishes.")
            .port("x", "the argument", "1 - \\tanh^2 x")
            .torch("torch.tanh({x})")
            .jax("jnp.tanh({x})")
            .keras("keras.ops.tanh({x})")
            .onnx("Tanh({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, -3, -0.001, 0, 1.5))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.tanh(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 1 - y * y;
  }
}
