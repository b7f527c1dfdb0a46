package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The sigmoid linear unit. */
final class Silu extends UnaryOp {
  Silu() {
    super(
        OpInfo.of("silu", "SiLU (Swish)")
            .symbol("silu")
            .category(Category.ACTIVATION)
            .summary("Weights a value by its own sigmoid.")
            .formula("x \\, \\sigma(x)")
            .source("Ramachandran et al. 2017, arXiv:1710.05941")
            .port("x", "the argument", "\\sigma(x) (1 + x (1 - \\sigma(x)))")
            .torch("F.silu({x})")
            .jax("jax.nn.silu({x})")
            .keras("keras.ops.silu({x})")
            .onnx("Mul({x}, Sigmoid({x}))")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x * Elementary.sigmoid(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    double s = Elementary.sigmoid(x);
    return s * (1 + x * Elementary.sigmoid(-x));
  }
}
