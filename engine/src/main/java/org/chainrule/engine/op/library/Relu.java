package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Tensor;

/** The rectified linear unit. */
final class Relu extends UnaryOp {
  Relu() {
    super(
        OpInfo.of("relu", "ReLU")
            .symbol("relu")
            .category(Category.ACTIVATION)
            .summary("Keeps what is positive and turns the rest to zero.")
            .formula("\\max(0, x)")
            .notes("At 0, where the derivative jumps, it is taken as 0, as PyTorch does.")
            .port("x", "the argument", "\\begin{cases} 1 & x > 0 \\\\ 0 & x \\le 0 \\end{cases}")
            .torch("torch.relu({x})")
            .jax("jax.nn.relu({x})")
            .keras("keras.ops.relu({x})")
            .onnx("Relu({x})")
            .example(Tensor.scalar(2))
            .example(matrix(2, 2, -1, 0.5, 3, -0.25))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return x <= 0 ? 0 : x;
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    return x > 0 ? 1 : 0;
  }

  @Override
  public String because(Point at) {
    if (at.inputs().get(0).size() > 1) {
      return "it passes on where its input is positive";
    }
    return at.inputs().get(0).at(0) > 0 ? "its input is positive" : "its input is not positive";
  }
}
