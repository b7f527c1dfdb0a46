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
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The matrix product: matrices with matrices, matrices with vectors on either side, and the dot
 * product.
 */
final class Matmul implements Op {
  private static final OpInfo INFO =
      OpInfo.of("matmul", "Matrix product")
          .infix("@")
          .category(Category.TENSOR)
          .summary("Multiplies matrices and vectors: each entry is a row times a column.")
          .formula("A B")
          .notes(
              "A vector on the left is a row, on the right a column; two vectors give their dot product.")
          .port("a", "the left factor", "\\bar{A} = \\bar{Y} B^{\\top}")
          .port("b", "the right factor", "\\bar{B} = A^{\\top} \\bar{Y}")
          .torch("{a} @ {b}")
          .jax("{a} @ {b}")
          .keras("keras.ops.matmul({a}, {b})")
          .onnx("MatMul({a}, {b})")
          .example(matrix(2, 3, 1, -2, 3, 0.5, 4, -1), matrix(3, 2, 2, 0, 1, -1, 0.25, 3))
          .example(matrix(2, 3, 1, -2, 3, 0.5, 4, -1), vector(2, -1, 0.5))
          .example(vector(3, -0.5), matrix(2, 2, 1, 2, -3, 4))
          .example(vector(1, 2, 3), vector(-1, 0.5, 2))
          .rejects("length 3", Shape.of(2, 3), Shape.of(4))
          .rejects("vector or a matrix", Shape.SCALAR, Shape.of(4))
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape a = inputs.get(0);
    Shape b = inputs.get(1);
    Inferred wrong = notMatrix("a", a);
    if (wrong == null) {
      wrong = notMatrix("b", b);
    }
    if (wrong != null) {
      return wrong;
    }
    int inner = a.dim(a.rank() - 1);
    if (b.dim(0) != inner) {
      return new Inferred.Misfit(
          "b",
          "length " + inner + " along its first axis, since a has shape " + a,
          "shape " + b,
          swapped(a, b)
              ? "The factors fit the other way round: swap them."
              : "Make the last axis of a as long as the first axis of b.");
    }
    if (a.rank() == 2) {
      return Inferred.fits(b.rank() == 2 ? Shape.of(a.dim(0), b.dim(1)) : Shape.of(a.dim(0)));
    }
    return Inferred.fits(b.rank() == 2 ? Shape.of(b.dim(1)) : Shape.SCALAR);
  }

  private static boolean swapped(Shape a, Shape b) {
    return b.dim(b.rank() - 1) == a.dim(0);
  }

  private static Inferred.@Nullable Misfit notMatrix(String port, Shape shape) {
    if (shape.rank() == 1 || shape.rank() == 2) {
      return null;
    }
    return new Inferred.Misfit(
        port,
        "a vector or a matrix",
        shape.isScalar() ? "a single number" : "shape " + shape,
        shape.isScalar() ? "Multiply by a number with * instead." : "Reshape it first.");
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    int k = a.shape().dim(a.shape().rank() - 1);
    int m = a.shape().rank() == 2 ? a.shape().dim(0) : 1;
    int n = b.shape().rank() == 2 ? b.shape().dim(1) : 1;
    double[] out = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a.at(i * k + p) * b.at(p * n + j);
        }
        out[i * n + j] = sum;
      }
    }
    if (infer(List.of(a.shape(), b.shape()), settings) instanceof Inferred.Fits fits) {
      return Tensor.of(fits.shape(), out);
    }
    throw new IllegalArgumentException(
        "expected factors that fit, got " + a.shape() + " and " + b.shape());
  }

  @Override
  public Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor a = at.inputs().get(0);
    Tensor b = at.inputs().get(1);
    int k = a.shape().dim(a.shape().rank() - 1);
    int m = a.shape().rank() == 2 ? a.shape().dim(0) : 1;
    int n = b.shape().rank() == 2 ? b.shape().dim(1) : 1;
    Shape shape = at.inputs().get(port).shape();
    double[] out = new double[shape.size()];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double g = upstream.at(i * n + j);
        for (int p = 0; p < k; p++) {
          if (port == 0) {
            out[i * k + p] += g * b.at(p * n + j);
          } else {
            out[p * n + j] += g * a.at(i * k + p);
          }
        }
      }
    }
    return Tensor.of(shape, out);
  }

  @Override
  public Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.Matmul();
  }
}
