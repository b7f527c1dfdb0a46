package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** The outer product of two vectors. */
final class Outer implements Op {
  private static final OpInfo INFO =
      OpInfo.of("outer", "Outer product")
          .symbol("⊗")
          .category(Category.TENSOR)
          .summary("Multiplies each entry of one vector by each entry of another.")
          .formula("a b^{\\top}")
          .port("a", "the vector down the rows", "\\bar{a} = \\bar{Y} b")
          .port("b", "the vector along the columns", "\\bar{b} = \\bar{Y}^{\\top} a")
          .torch("torch.outer({a}, {b})")
          .jax("jnp.outer({a}, {b})")
          .keras("keras.ops.outer({a}, {b})")
          .onnx("Mul(Unsqueeze({a}, [-1]), Unsqueeze({b}, [-2]))")
          .example(vector(1, -2, 0.5), vector(3, 4))
          .rejects("a vector", Shape.SCALAR, Shape.of(2))
          .rejects("a vector", Shape.of(2), Shape.of(2, 2))
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    for (int port = 0; port < 2; port++) {
      if (inputs.get(port).rank() != 1) {
        return new Inferred.Misfit(
            INFO.ports().get(port).name(),
            "a vector",
            "shape " + inputs.get(port),
            "Flatten it first, or use @ for matrices.");
      }
    }
    return Inferred.fits(Shape.of(inputs.get(0).dim(0), inputs.get(1).dim(0)));
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor a = inputs.get(0).reshape(Shape.of(inputs.get(0).size(), 1));
    return Tensor.zip(a, inputs.get(1), (x, y) -> x * y);
  }

  @Override
  public Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor a = at.inputs().get(0);
    Tensor b = at.inputs().get(1);
    Shape column = Shape.of(a.size(), 1);
    if (port == 0) {
      return Tensor.zip(upstream, b, (g, y) -> g * y).sumTo(column).reshape(a.shape());
    }
    return Tensor.zip(upstream, a.reshape(column), (g, x) -> g * x).sumTo(b.shape());
  }
}
