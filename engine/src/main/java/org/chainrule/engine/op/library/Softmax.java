package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Scores to probabilities, along the innermost axis. */
final class Softmax implements Op {
  private static final OpInfo INFO =
      OpInfo.of("softmax", "Softmax")
          .category(Category.ACTIVATION)
          .summary(
              "Turns scores into probabilities that add up to 1, the largest score getting the most.")
          .formula("p_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}")
          .notes("The largest score is taken off first, so that nothing overflows.")
          .port("x", "the scores, along the last axis", "p_i (\\delta_{ij} - p_j)")
          .torch("torch.softmax({x}, dim=-1)")
          .jax("jax.nn.softmax({x})")
          .keras("keras.ops.softmax({x})")
          .onnx("Softmax({x}, axis=-1)")
          .example(vector(1, -2, 0.5))
          .example(matrix(2, 3, 0, 1, 2, -1, 3, 0.5))
          .rejects("at least one axis", Shape.SCALAR)
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape shape = inputs.get(0);
    if (shape.isScalar() || shape.count() == 0) {
      return new Inferred.Misfit(
          "x",
          "scores along at least one axis",
          shape.isScalar() ? "a single number" : "shape " + shape,
          "Give it a vector; for a single score use sigmoid.");
    }
    return Inferred.fits(shape);
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor x = inputs.get(0);
    int length = x.shape().dim(x.shape().rank() - 1);
    double[] out = new double[x.size()];
    for (int from = 0; from < out.length; from += length) {
      double total = LogSumExp.of(x, from, length);
      for (int i = from; i < from + length; i++) {
        out[i] = Elementary.exp(x.at(i) - total);
      }
    }
    return Tensor.of(x.shape(), out);
  }

  @Override
  public Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor p = at.output();
    int length = p.shape().dim(p.shape().rank() - 1);
    double[] out = new double[p.size()];
    for (int from = 0; from < out.length; from += length) {
      double dot = 0;
      for (int i = from; i < from + length; i++) {
        dot += upstream.at(i) * p.at(i);
      }
      for (int i = from; i < from + length; i++) {
        out[i] = p.at(i) * (upstream.at(i) - dot);
      }
    }
    return Tensor.of(p.shape(), out);
  }

  @Override
  public Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.Softmax();
  }
}
