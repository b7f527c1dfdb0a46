package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One of two values, by a condition. */
final class Where implements Op {
  private static final OpInfo INFO =
      OpInfo.of("where", "Where")
          .symbol("?:")
          .category(Category.FUNCTION)
          .summary("Takes the first value where the condition is not 0, else the second.")
          .formula("\\begin{cases} a & c \\ne 0 \\\\ b & c = 0 \\end{cases}")
          .notes("No gradient flows into the condition; the value that was not taken gets 0.")
          .port("condition", "what decides; 0 means no", "0")
          .port("a", "the value where the condition holds", "[c \\ne 0]")
          .port("b", "the value where it does not", "[c = 0]")
          .torch("torch.where({condition} != 0, {a}, {b})")
          .jax("jnp.where({condition} != 0, {a}, {b})")
          .keras("keras.ops.where({condition} != 0, {a}, {b})")
          .onnx("Where(Cast({condition}, to=9), {a}, {b})")
          .example(Tensor.scalar(1), Tensor.scalar(3), Tensor.scalar(-2))
          .example(vector(1, 0, 1), matrix(2, 3, 1, 2, 3, 4, 5, 6), Tensor.scalar(-1))
          .rejects("stretch", Shape.of(3), Shape.of(4), Shape.SCALAR)
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape branches = Shape.broadcast(inputs.get(1), inputs.get(2));
    Shape shape = branches == null ? null : Shape.broadcast(inputs.get(0), branches);
    if (shape != null) {
      return Inferred.fits(shape);
    }
    String port = branches == null ? "b" : "condition";
    return new Inferred.Misfit(
        port,
        "shapes that stretch to one another",
        inputs.get(0) + ", " + inputs.get(1) + " and " + inputs.get(2),
        "Give all three the same shape, or length 1 along each axis where they differ.");
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Shape shape = stretched(inputs);
    Tensor condition = inputs.get(0).broadcastTo(shape);
    Tensor a = inputs.get(1).broadcastTo(shape);
    Tensor b = inputs.get(2).broadcastTo(shape);
    double[] out = new double[shape.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = condition.at(i) != 0 ? a.at(i) : b.at(i);
    }
    return Tensor.of(shape, out);
  }

  private Shape stretched(List<Tensor> inputs) {
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
    if (infer(shapes, Settings.NONE) instanceof Inferred.Fits fits) {
      return fits.shape();
    }
    throw new IllegalArgumentException("expected shapes that stretch, got " + shapes);
  }

  @Override
  public @Nullable Tensor vjp(int port, Tensor upstream, Point at) {
    if (port == 0) {
      return null;
    }
    Tensor condition = at.inputs().get(0).broadcastTo(upstream.shape());
    double[] out = new double[upstream.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = condition.at(i) != 0 == (port == 1) ? upstream.at(i) : 0;
    }
    return Tensor.of(upstream.shape(), out).sumTo(at.inputs().get(port).shape());
  }
}
