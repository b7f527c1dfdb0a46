package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** A sigmoid of straight lines. */
final class HardSigmoid extends UnaryOp {
  HardSigmoid() {
    super(
        OpInfo.of("hard_sigmoid", "Hard sigmoid")
            .symbol("hσ")
            .category(Category.ACTIVATION)
            .summary("Squeezes a value into the range from 0 to 1 by straight lines.")
            .formula("\\min(1, \\max(0, \\tfrac{x + 3}{6}))")
            .notes("At the two corners the derivative is taken as 0, as PyTorch does.")
            .port(
                "x",
                "the argument",
                "\\begin{cases} \\frac{1}{6} & -3 < x < 3 \\\\ 0 & \\text{else} \\end{cases}")
            .torch("F.hardsigmoid({x})")
            .jax("jax.nn.hard_sigmoid({x})")
            .keras("keras.ops.hard_sigmoid({x})")
            .onnx("HardSigmoid({x}, alpha=0.16666667, beta=0.5)")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -4))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return x > -3 && x < 3 ? 1.0 / 6 : 0;
  }
}
