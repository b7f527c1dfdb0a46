package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.ramp;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** The convolution of an image with a bank of filters. */
final class Convolution implements Op {
  private static final OpInfo INFO =
      OpInfo.of("conv2d", "Convolution")
          .symbol("∗")
          .category(Category.TENSOR)
          .summary("Slides filters over an image; each answers how well it matches at every place.")
          .formula("y_{o,i,j} = \\sum_{c,k,l} w_{o,c,k,l} \\, x_{c, i s + k d - p, j s + l d - p}")
          .notes(
              "As in deep learning the filter is not turned over: strictly, a cross-correlation.")
          .port(
              "x", "an image, [channels, rows, columns]", "\\bar{x} = \\bar{y} * \\text{turned } w")
          .port("w", "filters, [outputs, channels, rows, columns]", "\\bar{w} = x * \\bar{y}")
          .setting(Setting.integer("stride", "Stride", 1, 1, 1000, "How far the filter moves."))
          .setting(
              Setting.integer("padding", "Padding", 0, 0, 1000, "How wide a border of zeros is."))
          .setting(
              Setting.integer(
                  "dilation", "Dilation", 1, 1, 1000, "How far the filter's entries lie apart."))
          .torch(
              "F.conv2d({x}{?x:2|[None]|}, {w}, stride={setting:stride}, "
                  + "padding={setting:padding}, dilation={setting:dilation})")
          .jax(
              "jax.lax.conv_general_dilated({x}[None{?x:2|, None|}], {w}, "
                  + "window_strides=({setting:stride}, {setting:stride}), "
                  + "padding=[({setting:padding}, {setting:padding}), ({setting:padding}, "
                  + "{setting:padding})], rhs_dilation=({setting:dilation}, {setting:dilation}))[0]")
          .keras(
              "keras.ops.transpose(keras.ops.conv(keras.ops.transpose(keras.ops.pad({x}[None{"
                  + "?x:2|, None|}], ((0, 0), (0, 0), ({setting:padding}, {setting:padding}), "
                  + "({setting:padding}, {setting:padding}))), (0, 2, 3, 1)), "
                  + "keras.ops.transpose({w}, (2, 3, 1, 0)), strides={setting:stride}, "
                  + "padding=\"valid\", dilation_rate={setting:dilation}), (0, 3, 1, 2))[0]")
          .onnx(
              "Conv({?x:2|Unsqueeze({x}, [-3])|{x}}, {w}, strides=({setting:stride}, "
                  + "{setting:stride}), pads=({setting:padding}, {setting:padding}, "
                  + "{setting:padding}, {setting:padding}), dilations=({setting:dilation}, "
                  + "{setting:dilation}))")
          .example(ramp(2, 4, 5), ramp(3, 2, 3, 2))
          .example(Map.of("stride", 2, "padding", 1), ramp(1, 5, 5), ramp(2, 1, 3, 3))
          .example(Map.of("dilation", 2), matrix(4, 4, ramp(16).toArray()), ramp(1, 1, 2, 2))
          .rejects("channels", Shape.of(3, 8, 8), Shape.of(4, 2, 3, 3))
          .rejects("image", Shape.of(8), Shape.of(4, 1, 3, 3))
          .rejects("four axes", Shape.of(1, 8, 8), Shape.of(3, 3))
          .rejects("room", Shape.of(1, 2, 2), Shape.of(4, 1, 3, 3))
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  private static Windows windows(int size, Settings settings) {
    return new Windows(
        size,
        settings.integer("stride"),
        settings.integer("padding"),
        settings.integer("dilation"));
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape x = inputs.get(0);
    Shape w = inputs.get(1);
    if (x.rank() != 2 && x.rank() != 3) {
      return new Inferred.Misfit(
          "x",
          "an image of two or three axes",
          "shape " + x,
          "Reshape it to [channels, rows, columns].");
    }
    if (w.rank() != 4) {
      return new Inferred.Misfit(
          "w",
          "filters with four axes",
          "shape " + w,
          "Shape them [outputs, channels, rows, columns].");
    }
    if (w.dim(1) != Windows.channels(x)) {
      return new Inferred.Misfit(
          "w",
          "filters for " + Windows.channels(x) + " channels, as x has",
          "shape " + w,
          "Make the second axis of w " + Windows.channels(x) + ".");
    }
    int rows = windows(w.dim(2), settings).places(Windows.rows(x));
    int columns = windows(w.dim(3), settings).places(Windows.columns(x));
    if (rows < 1 || columns < 1) {
      return new Inferred.Misfit(
          "w",
          "filters for which shape " + x + " has room",
          "shape " + w,
          "Make the filter smaller or the padding wider.");
    }
    return Inferred.fits(Shape.of(w.dim(0), rows, columns));
  }

  /** Calls back for every pair of entries whose product takes part in an output entry. */
  private interface Term {
    void at(int x, int w, int y);
  }

  private static void forEach(Shape x, Shape w, Shape y, Settings settings, Term term) {
    Windows down = windows(w.dim(2), settings);
    Windows across = windows(w.dim(3), settings);
    int rows = Windows.rows(x);
    int columns = Windows.columns(x);
    for (int yi = 0; yi < y.size(); yi++) {
      int o = yi / (y.dim(1) * y.dim(2));
      int i = yi / y.dim(2) % y.dim(1);
      int j = yi % y.dim(2);
      for (int c = 0; c < w.dim(1); c++) {
        for (int k = 0; k < w.dim(2); k++) {
          int row = down.at(i, k);
          for (int l = 0; l < w.dim(3) && row >= 0 && row < rows; l++) {
            int column = across.at(j, l);
            if (column >= 0 && column < columns) {
              term.at(
                  (c * rows + row) * columns + column,
                  ((o * w.dim(1) + c) * w.dim(2) + k) * w.dim(3) + l,
                  yi);
            }
          }
        }
      }
    }
  }

  @Override
  public Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.Convolution(
        settings.integer("stride"), settings.integer("padding"), settings.integer("dilation"));
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor x = inputs.get(0);
    Tensor w = inputs.get(1);
    if (!(infer(List.of(x.shape(), w.shape()), settings) instanceof Inferred.Fits fits)) {
      throw new IllegalArgumentException("expected filters that fit, got " + w.shape());
    }
    double[] out = new double[fits.shape().size()];
    forEach(
        x.shape(),
        w.shape(),
        fits.shape(),
        settings,
        (xi, wi, yi) -> out[yi] += x.at(xi) * w.at(wi));
    return Tensor.of(fits.shape(), out);
  }

  @Override
  public Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor x = at.inputs().get(0);
    Tensor w = at.inputs().get(1);
    Shape shape = at.inputs().get(port).shape();
    double[] out = new double[shape.size()];
    Term term =
        port == 0
            ? (xi, wi, yi) -> out[xi] += upstream.at(yi) * w.at(wi)
            : (xi, wi, yi) -> out[wi] += upstream.at(yi) * x.at(xi);
    forEach(x.shape(), w.shape(), upstream.shape(), at.settings(), term);
    return Tensor.of(shape, out);
  }
}
