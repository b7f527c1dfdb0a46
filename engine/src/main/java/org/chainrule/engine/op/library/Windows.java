package org.chainrule.engine.op.library;

import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/**
 * How a window slides over the rows or columns of an image.
 *
 * @param size entries of the window along this axis
 * @param stride how far it moves
 * @param padding entries of border on each side
 * @param dilation how far its entries lie apart
 */
record Windows(int size, int stride, int padding, int dilation) {

  /** The window of a pooling op: its stride is its size where left out. */
  static Windows pooling(Settings settings) {
    int size = settings.integer("size");
    return new Windows(size, settings.has("stride") ? settings.integer("stride") : size, 0, 1);
  }

  /** How many places it takes along an axis of this length; 0 or less where it does not fit. */
  int places(int length) {
    int reach = dilation * (size - 1) + 1;
    int room = length + 2 * padding - reach;
    return room < 0 ? 0 : room / stride + 1;
  }

  /** Where entry {@code k} of the window lies at one of its places; it may lie in the border. */
  int at(int place, int k) {
    return place * stride - padding + k * dilation;
  }

  /** The channels of an image of shape [channels, rows, columns] or [rows, columns]. */
  static int channels(Shape image) {
    return image.rank() == 3 ? image.dim(0) : 1;
  }

  static int rows(Shape image) {
    return image.dim(image.rank() - 2);
  }

  static int columns(Shape image) {
    return image.dim(image.rank() - 1);
  }
}
