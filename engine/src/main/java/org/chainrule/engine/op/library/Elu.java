package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The exponential linear unit. */
final class Elu extends UnaryOp {
  Elu() {
    super(
        OpInfo.of("elu", "ELU")
            .symbol("elu")
            .category(Category.ACTIVATION)
            .summary("Keeps what is positive and bends the rest smoothly towards a floor.")
            .formula("\\begin{cases} x & x > 0 \\\\ \\alpha (e^x - 1) & x \\le 0 \\end{cases}")
            .source("Clevert et al. 2016, arXiv:1511.07289")
            .port(
                "x",
                "the argument",
                "\\begin{cases} 1 & x > 0 \\\\ \\alpha e^x & x \\le 0 \\end{cases}")
            .setting(
                Setting.number("alpha", "Alpha", 1, 0, 1000, "How deep the floor lies below zero."))
            .torch("F.elu({x}{?alpha=1||, alpha={setting:alpha}})")
            .jax("jax.nn.elu({x}{?alpha=1||, alpha={setting:alpha}})")
            .keras("keras.ops.elu({x}{?alpha=1||, alpha={setting:alpha}})")
            .onnx("Elu({x}, alpha={setting:alpha})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .example(Map.of("alpha", 0.5), matrix(2, 2, 1, -3, 0.5, -0.25))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x > 0 ? x : settings.number("alpha") * Elementary.expm1(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return x > 0 ? 1 : settings.number("alpha") * Elementary.exp(x);
  }
}
