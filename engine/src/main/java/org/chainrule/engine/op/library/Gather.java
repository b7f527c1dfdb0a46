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

/** Rows of a table by their index: an embedding. */
final class Gather implements Op {
  private static final OpInfo INFO =
      OpInfo.of("gather", "Gather (embedding)")
          .symbol("T[i]")
          .category(Category.TENSOR)
          .summary("Takes rows out of a table by their index, counted from 0.")
          .formula("T_{i}")
          .notes("An index that names no row gives NaN. No gradient flows into the indices.")
          .port("table", "the rows to choose from", "1 \\text{ in the rows taken}")
          .port("index", "which rows, each a whole number", "0")
          .torch("{table}[{index}.long()]")
          .jax("{table}[{index}.astype(int)]")
          .keras("keras.ops.take({table}, keras.ops.cast({index}, \"int32\"), axis=0)")
          .onnx("Gather({table}, Cast({index}, to=7), axis=0)")
          .example(matrix(3, 2, 1, 2, 3, 4, 5, 6), Tensor.scalar(1))
          .example(matrix(3, 2, 1, 2, 3, 4, 5, 6), vector(2, 0, 2))
          .rejects("at least one axis", Shape.SCALAR, Shape.SCALAR)
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape table = inputs.get(0);
    if (table.isScalar()) {
      return new Inferred.Misfit(
          "table", "a value with at least one axis", "a single number", "Give it a matrix.");
    }
    int[] index = inputs.get(1).dims();
    int[] dims = new int[index.length + table.rank() - 1];
    System.arraycopy(index, 0, dims, 0, index.length);
    System.arraycopy(table.dims(), 1, dims, index.length, table.rank() - 1);
    return Inferred.fits(Shape.of(dims));
  }

  private static int row(Tensor index, int i, int rows) {
    double value = index.at(i);
    return value >= 0 && value < rows && value == Math.floor(value) ? (int) value : -1;
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor table = inputs.get(0);
    Tensor index = inputs.get(1);
    if (!(infer(List.of(table.shape(), index.shape()), settings) instanceof Inferred.Fits fits)) {
      throw new IllegalArgumentException("expected a table, got " + table.shape());
    }
    int rows = table.shape().dim(0);
    int width = table.size() / rows;
    double[] out = new double[fits.shape().size()];
    for (int i = 0; i < out.length; i++) {
      int row = row(index, i / width, rows);
      out[i] = row < 0 ? Double.NaN : table.at(row * width + i % width);
    }
    return Tensor.of(fits.shape(), out);
  }

  @Override
  public @Nullable Tensor vjp(int port, Tensor upstream, Point at) {
    if (port == 1) {
      return null;
    }
    Tensor table = at.inputs().get(0);
    int rows = table.shape().dim(0);
    int width = table.size() / rows;
    double[] out = new double[table.size()];
    for (int i = 0; i < upstream.size(); i++) {
      int row = row(at.inputs().get(1), i / width, rows);
      if (row >= 0) {
        out[row * width + i % width] += upstream.at(i);
      }
    }
    return Tensor.of(table.shape(), out);
  }
}
