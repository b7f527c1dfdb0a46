package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** A smooth ReLU. */
final class Softplus extends UnaryOp {
  /** ln(1 + exp(x)), without overflow. */
  static double of(double x) {
    return Math.max(x, 0) + Elementary.log1p(Elementary.exp(-Math.abs(x)));
  }

  Softplus() {
    super(
        OpInfo.of("softplus", "Softplus")
            .symbol("sp")
            .category(Category.ACTIVATION)
            .summary("A smooth form of ReLU.")
            .formula("\\ln(1 + e^x)")
            .notes("Computed as max(x, 0) + ln(1 + exp(-|x|)), so that nothing overflows.")
            .port("x", "the argument", "\\sigma(x)")
            .torch("F.softplus({x})")
            .jax("jax.nn.softplus({x})")
            .keras("keras.ops.softplus({x})")
            .onnx("Softplus({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 40, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return of(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return Elementary.sigmoid(x);
  }
}
