package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.ramp;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** One number for each window of an image, channel by channel. */
abstract class Pooling implements Op {
  private final OpInfo info;

  Pooling(OpInfo.Builder info) {
    this.info =
        info.category(Category.TENSOR)
            .setting(Setting.integer("size", "Size", 2, 1, 1000, "Rows and columns of the window."))
            .setting(
                Setting.integer(
                    "stride",
                    "Stride",
                    null,
                    1,
                    1000,
                    "How far it moves; its size where left out."))
            .example(ramp(2, 4, 4))
            .example(Map.of("size", 3, "stride", 1), ramp(1, 4, 5))
            .example(Map.of("size", 2), ramp(5, 4))
            .rejects("image", Shape.of(8))
            .rejects("room", Map.of("size", 5), Shape.of(1, 4, 4))
            .build();
  }

  /**
   * What the entries of one window contribute.
   *
   * @param window their values
   * @return for each its weight in the output, so that the output is the weighted sum
   */
  abstract double[] weights(double[] window);

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    Shape x = inputs.get(0);
    if (x.rank() != 2 && x.rank() != 3) {
      return new Inferred.Misfit(
          "x",
          "an image of two or three axes",
          "shape " + x,
          "Reshape it to [channels, rows, columns].");
    }
    Windows windows = Windows.pooling(settings);
    int rows = windows.places(Windows.rows(x));
    int columns = windows.places(Windows.columns(x));
    if (rows < 1 || columns < 1) {
      return new Inferred.Misfit(
          "x",
          "room for a window of " + windows.size() + " by " + windows.size(),
          "shape " + x,
          "Make the window smaller.");
    }
    return Inferred.fits(
        x.rank() == 3 ? Shape.of(x.dim(0), rows, columns) : Shape.of(rows, columns));
  }

  /** The entries of the window behind one output entry, as row-major indices of the image. */
  private static int[] window(Shape x, Shape y, int output, Windows windows) {
    int columns = Windows.columns(y);
    int rows = Windows.rows(y);
    int channel = output / (rows * columns);
    int[] entries = new int[windows.size() * windows.size()];
    for (int k = 0; k < entries.length; k++) {
      int row = windows.at(output / columns % rows, k / windows.size());
      int column = windows.at(output % columns, k % windows.size());
      entries[k] = (channel * Windows.rows(x) + row) * Windows.columns(x) + column;
    }
    return entries;
  }

  private static double[] read(Tensor x, int[] entries) {
    double[] values = new double[entries.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = x.at(entries[k]);
    }
    return values;
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor x = inputs.get(0);
    if (!(infer(List.of(x.shape()), settings) instanceof Inferred.Fits fits)) {
      throw new IllegalArgumentException("expected an image, got " + x.shape());
    }
    double[] out = new double[fits.shape().size()];
    Windows windows = Windows.pooling(settings);
    for (int i = 0; i < out.length; i++) {
      double[] values = read(x, window(x.shape(), fits.shape(), i, windows));
      double[] weights = weights(values);
      for (int k = 0; k < values.length; k++) {
        out[i] += weights[k] == 0 ? 0 : weights[k] * values[k];
      }
    }
    return Tensor.of(fits.shape(), out);
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor x = at.inputs().get(0);
    double[] out = new double[x.size()];
    Windows windows = Windows.pooling(at.settings());
    for (int i = 0; i < upstream.size(); i++) {
      int[] entries = window(x.shape(), upstream.shape(), i, windows);
      double[] weights = weights(read(x, entries));
      for (int k = 0; k < entries.length; k++) {
        out[entries[k]] += weights[k] * upstream.at(i);
      }
    }
    return Tensor.of(x.shape(), out);
  }
}
