package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** The absolute value. */
final class AbsoluteValue extends UnaryOp {
  AbsoluteValue() {
    super(
        OpInfo.of("abs", "Absolute value")
            .symbol("|x|")
            .category(Category.FUNCTION)
            .summary("The distance of a value from zero.")
            .formula("|x|")
            .notes("At 0, where the derivative jumps, it is taken as 0, as PyTorch does.")
            .port("x", "the argument", "\\operatorname{sign}(x)")
            .torch("torch.abs({x})")
            .jax("jnp.abs({x})")
            .keras("keras.ops.abs({x})")
            .onnx("Abs({x})")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Math.abs(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return Math.signum(x);
  }
}
