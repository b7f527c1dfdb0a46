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

/** The cosine of the angle between two vectors. */
final class CosineSimilarity implements Op {

  /** The least length a vector counts with, as PyTorch has it. */
  private static final double LEAST = 1e-8;

  private static final OpInfo INFO =
      OpInfo.of("cosine_similarity", "Cosine similarity")
          .symbol("cos∠")
          .category(Category.TENSOR)
          .summary("How far two vectors point the same way: 1 along, 0 across, -1 against.")
          .formula("\\frac{a \\cdot b}{\\lVert a \\rVert \\lVert b \\rVert}")
          .notes("A vector shorter than 1e-8 counts as that long.")
          .port("a", "one vector", "\\frac{1}{\\lVert a \\rVert} (\\hat{b} - y \\hat{a})")
          .port("b", "the other vector", "\\frac{1}{\\lVert b \\rVert} (\\hat{a} - y \\hat{b})")
          .torch("F.cosine_similarity({a}{?a:1||.flatten()}, {b}{?a:1||.flatten()}, dim=0)")
          .jax(
              "jnp.sum({a} * {b}) / (jnp.maximum(jnp.sqrt(jnp.sum({a} ** 2)), 1e-8) * "
                  + "jnp.maximum(jnp.sqrt(jnp.sum({b} ** 2)), 1e-8))")
          .keras(
              "keras.ops.sum({a} * {b}) / (keras.ops.maximum(keras.ops.sqrt(keras.ops.sum({a}"
                  + " ** 2)), 1e-8) * keras.ops.maximum(keras.ops.sqrt(keras.ops.sum({b} ** 2)), "
                  + "1e-8))")
          .onnx(
              "Div(ReduceSum(Mul({a}, {b}), [{axes:a}], keepdims=0), "
                  + "Mul(Max(Sqrt(ReduceSumSquare({a}, [{axes:a}], keepdims=0)), 1e-8), "
                  + "Max(Sqrt(ReduceSumSquare({b}, [{axes:b}], keepdims=0)), 1e-8)))")
          .example(vector(1, -2, 0.5), vector(3, 1, -1))
          .example(vector(2), vector(-3))
          .rejects("same shape", Shape.of(3), Shape.of(2))
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    if (inputs.get(0).equals(inputs.get(1))) {
      return Inferred.fits(Shape.SCALAR);
    }
    return new Inferred.Misfit(
        "b",
        "the same shape as a, " + inputs.get(0),
        "shape " + inputs.get(1),
        "Give both vectors one length.");
  }

  private static double dot(Tensor a, Tensor b) {
    return Tensor.zip(a, b, (x, y) -> x * y).sumTo(Shape.SCALAR).item();
  }

  private static double length(Tensor a) {
    return Math.max(LEAST, Math.sqrt(dot(a, a)));
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    return Tensor.scalar(dot(a, b) / (length(a) * length(b)));
  }

  @Override
  public Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor moved = at.inputs().get(port);
    Tensor other = at.inputs().get(1 - port);
    double own = length(moved);
    double theirs = length(other);
    double along = own > LEAST ? at.output().item() / own : 0;
    double g = upstream.item() / own;
    return Tensor.zip(other, moved, (o, m) -> g * (o / theirs - m * along));
  }
}
