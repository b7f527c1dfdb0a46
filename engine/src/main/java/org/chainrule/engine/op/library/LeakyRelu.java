package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** ReLU with a slope below zero. */
final class LeakyRelu extends UnaryOp {
  LeakyRelu() {
    super(
        OpInfo.of("leaky_relu", "Leaky ReLU")
            .symbol("lrelu")
            .category(Category.ACTIVATION)
            .summary("Keeps what is positive and lets a little of the rest through.")
            .formula("\\max(0, x) + s \\min(0, x)")
            .notes("At 0, where the derivative jumps, it is taken as the slope, as PyTorch does.")
            .source("Maas et al. 2013")
            .port("x", "the argument", "\\begin{cases} 1 & x > 0 \\\\ s & x \\le 0 \\end{cases}")
            .setting(Setting.number("slope", "Slope", 0.01, 0, 1, "The slope for negative values."))
            .torch("F.leaky_relu({x}, {setting:slope})")
            .jax("jax.nn.leaky_relu({x}, {setting:slope})")
            .keras("keras.ops.leaky_relu({x}, {setting:slope})")
            .onnx("LeakyRelu({x}, alpha={setting:slope})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .example(Map.of("slope", 0.25), matrix(2, 2, 1, -3, 0.5, -4))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x > 0 ? x : settings.number("slope") * x;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return x > 0 ? 1 : settings.number("slope");
  }
}
