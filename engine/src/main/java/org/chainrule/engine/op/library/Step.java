package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** The step function. */
final class Step extends UnaryOp {
  Step() {
    super(
        OpInfo.of("step", "Step")
            .symbol("⎍")
            .category(Category.ACTIVATION)
            .summary("One where the value is positive, else 0: the perceptron of old.")
            .formula("\\begin{cases} 1 & x > 0 \\\\ 0 & x \\le 0 \\end{cases}")
            .notes("The derivative is 0 wherever it exists, so nothing upstream learns through it.")
            .port("x", "the argument", "0")
            .torch("torch.where({x} > 0, 1.0, 0.0)")
            .jax("jnp.where({x} > 0, 1.0, 0.0)")
            .keras("keras.ops.cast({x} > 0, keras.config.floatx())")
            .onnx("Cast(Greater({x}, 0), to=1)")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x > 0 ? 1 : x <= 0 ? 0 : x;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return 0;
  }
}
