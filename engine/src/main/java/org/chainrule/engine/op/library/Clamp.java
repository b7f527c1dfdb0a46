package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** A value held between two bounds. */
final class Clamp extends UnaryOp {
  Clamp() {
    super(
        OpInfo.of("clamp", "Clamp")
            .symbol("clamp")
            .category(Category.FUNCTION)
            .summary("Holds a value between a least and a greatest.")
            .formula("\\min(\\max(x, l), u)")
            .notes(
                "At the bounds the derivative is taken as 1, as PyTorch does. Of bounds that cross, the "
                    + "greatest wins.")
            .port(
                "x",
                "the argument",
                "\\begin{cases} 1 & l \\le x \\le u \\\\ 0 & \\text{else} \\end{cases}")
            .setting(
                Setting.number("min", "Least", 0, -1e300, 1e300, "What smaller values become."))
            .setting(
                Setting.number("max", "Greatest", 1, -1e300, 1e300, "What greater values become."))
            .torch("torch.clamp({x}, {setting:min}, {setting:max})")
            .jax("jnp.clip({x}, {setting:min}, {setting:max})")
            .keras("keras.ops.clip({x}, {setting:min}, {setting:max})")
            .onnx("Clip({x}, {setting:min}, {setting:max})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 0.25, -2, 0.5, 3))
            .example(Map.of("min", -2.0, "max", 2.5), matrix(2, 2, 1, -3, 0.5, 4))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    double min = settings.number("min");
    double max = settings.number("max");
    double raised = x < min ? min : x;
    return raised > max ? max : raised;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return x >= settings.number("min") && x <= settings.number("max") ? 1 : 0;
  }
}
