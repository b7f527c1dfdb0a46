package org.chainrule.engine.device;

import java.util.Arrays;
import org.chainrule.engine.device.Instruction.Convolution;
import org.chainrule.engine.device.Instruction.ConvolutionGradient;

/**
 * Convolution as a product of matrices, example by example: what lies under the filters is written
 * out as the columns of a matrix, which the filters, a row each, are multiplied with. Chellapilla,
 * Puri and Simard 2006, "High performance convolutional neural networks for document processing".
 */
final class ConvolutionLoops {
  private ConvolutionLoops() {}

  static void forward(Convolution c, Gemm gemm, float[] arena, int examples) {
    Sliding s = c.sliding();
    int windows = c.windows().offset();
    for (int row = 0; row < c.out().rows(examples); row++) {
      spread(s, arena, c.x().offset() + row * c.x().stride(), windows);
      gemm.multiply(
          false,
          false,
          s.outputs(),
          s.places(),
          s.depth(),
          arena,
          c.w().offset() + row * c.w().stride(),
          windows,
          c.out().offset() + row * c.out().stride(),
          false);
    }
  }

  static void backward(ConvolutionGradient g, Gemm gemm, float[] arena, int examples) {
    Convolution c = g.forward();
    Sliding s = c.sliding();
    int windows = c.windows().offset();
    for (int row = 0; row < c.out().rows(examples); row++) {
      int upstream = g.upstream().offset() + row * g.upstream().stride();
      int gradient = g.gradient().offset() + row * g.gradient().stride();
      if (g.port() == 1) {
        spread(s, arena, c.x().offset() + row * c.x().stride(), windows);
        gemm.multiply(
            false,
            true,
            s.outputs(),
            s.depth(),
            s.places(),
            arena,
            upstream,
            windows,
            gradient,
            true);
      } else {
        int w = c.w().offset() + row * c.w().stride();
        gemm.multiply(
            true, false, s.depth(), s.places(), s.outputs(), arena, w, upstream, windows, false);
        gather(s, arena, windows, gradient);
      }
    }
  }

  /** Writes out what lies under each entry of a filter at every place; zero beyond the border. */
  private static void spread(Sliding s, float[] arena, int image, int windows) {
    int to = windows;
    for (int entry = 0; entry < s.depth(); entry++) {
      int k = entry / s.windowColumns() % s.windowRows();
      int l = entry % s.windowColumns();
      int channel = image + entry / (s.windowRows() * s.windowColumns()) * s.rows() * s.columns();
      for (int i = 0; i < s.placeRows(); i++) {
        int row = i * s.stride() - s.padding() + k * s.dilation();
        int first = l * s.dilation() - s.padding();
        if (row < 0 || row >= s.rows()) {
          Arrays.fill(arena, to, to + s.placeColumns(), 0);
        } else if (s.stride() == 1 && first >= 0 && first + s.placeColumns() <= s.columns()) {
          System.arraycopy(arena, channel + row * s.columns() + first, arena, to, s.placeColumns());
        } else {
          for (int j = 0; j < s.placeColumns(); j++) {
            int column = first + j * s.stride();
            boolean inside = column >= 0 && column < s.columns();
            arena[to + j] = inside ? arena[channel + row * s.columns() + column] : 0;
          }
        }
        to += s.placeColumns();
      }
    }
  }

  /**
   * Adds up what each entry of the image has under all filters: the transpose of {@link #spread}.
   */
  private static void gather(Sliding s, float[] arena, int windows, int image) {
    int from = windows;
    for (int entry = 0; entry < s.depth(); entry++) {
      int k = entry / s.windowColumns() % s.windowRows();
      int l = entry % s.windowColumns();
      int channel = image + entry / (s.windowRows() * s.windowColumns()) * s.rows() * s.columns();
      for (int i = 0; i < s.placeRows(); i++) {
        int row = i * s.stride() - s.padding() + k * s.dilation();
        for (int j = 0; j < s.placeColumns() && row >= 0 && row < s.rows(); j++) {
          int column = j * s.stride() + l * s.dilation() - s.padding();
          if (column >= 0 && column < s.columns()) {
            arena[channel + row * s.columns() + column] += arena[from + j];
          }
        }
        from += s.placeColumns();
      }
    }
  }
}
