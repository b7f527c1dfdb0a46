package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The logistic function. */
final class Sigmoid extends UnaryOp {
  Sigmoid() {
    super(
        OpInfo.of("sigmoid", "Sigmoid")
            .symbol("σ")
            .category(Category.ACTIVATION)
            .summary("Squeezes any number into the range from 0 to 1, as a probability.")
            .formula("\\sigma(x) = \\frac{1}{1 + e^{-x}}")
            .notes("Far from 0 on either side it saturates: its derivative nearly vanishes.")
            .port("x", "the argument", "\\sigma(x) \\, (1 - \\sigma(x))")
            .torch("torch.sigmoid({x})")
            .jax("jax.nn.sigmoid({x})")
            .keras("keras.ops.sigmoid({x})")
            .onnx("Sigmoid({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, -4, -1, 0, 3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.sigmoid(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return y * Elementary.sigmoid(-x);
  }
}
