package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** Mish. */
final class Mish extends UnaryOp {
  Mish() {
    super(
        OpInfo.of("mish", "Mish")
            .symbol("mish")
            .category(Category.ACTIVATION)
            .summary(
                "Weights a value by the tanh of its softplus: smooth, and a little "
                    + "below zero on the left.")
            .formula("x \\tanh(\\ln(1 + e^x))")
            .notes("Here t is the tanh of the softplus.")
            .source("Misra 2019, arXiv:1908.08681")
            .port("x", "the argument", "t + x (1 - t^2) \\, \\sigma(x)")
            .torch("F.mish({x})")
            .jax("jax.nn.mish({x})")
            .keras("{x} * keras.ops.tanh(keras.ops.softplus({x}))")
            .onnx("Mish({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x * Elementary.tanh(Softplus.of(x));
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    double t = Elementary.tanh(Softplus.of(x));
    return t + x * (1 - t * t) * Elementary.sigmoid(x);
  }
}
