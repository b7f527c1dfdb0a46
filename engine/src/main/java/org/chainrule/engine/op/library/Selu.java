package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The scaled exponential linear unit. */
final class Selu extends UnaryOp {
  private static final double ALPHA = 1.6732632423543772848170429916717;
  private static final double LAMBDA = 1.0507009873554804934193349852946;

  Selu() {
    super(
        OpInfo.of("selu", "SELU")
            .symbol("selu")
            .category(Category.ACTIVATION)
            .summary("An ELU scaled so that values keep mean 0 and variance 1 from layer to layer.")
            .formula(
                "\\lambda \\begin{cases} x & x > 0 \\\\ \\alpha (e^x - 1) & x \\le 0 \\end{cases}")
            .notes("Lambda is 1.0507 and alpha 1.6733, the fixed point of the paper.")
            .source("Klambauer et al. 2017, arXiv:1706.02515")
            .port(
                "x",
                "the argument",
                "\\lambda \\begin{cases} 1 & x > 0 \\\\ \\alpha e^x & x \\le 0 \\end{cases}")
            .torch("F.selu({x})")
            .jax("jax.nn.selu({x})")
            .keras("keras.ops.selu({x})")
            .onnx("Selu({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x > 0 ? LAMBDA * x : LAMBDA * ALPHA * Elementary.expm1(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return x > 0 ? LAMBDA : LAMBDA * ALPHA * Elementary.exp(x);
  }
}
