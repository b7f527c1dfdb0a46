package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The natural logarithm. */
final class Log extends UnaryOp {
  Log() {
    super(
        OpInfo.of("log", "Logarithm")
            .symbol("ln")
            .category(Category.FUNCTION)
            .summary("The natural logarithm: to which power e is raised to give the value.")
            .formula("\\ln x")
            .notes("At 0 it is minus infinity; below 0 it does not exist and gives NaN.")
            .port("x", "the argument", "\\frac{1}{x}")
            .torch("torch.log({x})")
            .jax("jnp.log({x})")
            .keras("keras.ops.log({x})")
            .onnx("Log({x})")
            .example(Tensor.scalar(2))
            .example(matrix(2, 2, 0.125, 1, 3, 10))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return Elementary.log(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 1 / x;
  }
}
