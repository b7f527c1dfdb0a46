package org.chainrule.engine.device;

import org.chainrule.engine.tensor.Shape;

/**
 * Windows that slide over an image: its size, theirs, and that of the image of their places.
 *
 * @param outputs channels of the image of places
 * @param windowRows rows of a window; {@code windowColumns} of its columns
 * @param placeRows places one below the other; {@code placeColumns} beside each other
 */
record Sliding(
    int channels,
    int rows,
    int columns,
    int outputs,
    int windowRows,
    int windowColumns,
    int placeRows,
    int placeColumns,
    int stride,
    int padding,
    int dilation) {

  static Sliding of(
      Shape image,
      Shape places,
      int windowRows,
      int windowColumns,
      int stride,
      int padding,
      int dilation) {
    return new Sliding(
        image.rank() == 3 ? image.dim(0) : 1,
        image.dim(image.rank() - 2),
        image.dim(image.rank() - 1),
        places.rank() == 3 ? places.dim(0) : 1,
        windowRows,
        windowColumns,
        places.dim(places.rank() - 2),
        places.dim(places.rank() - 1),
        stride,
        padding,
        dilation);
  }

  /** Entries that lie under one filter: those of a window, in every channel. */
  int depth() {
    return channels * windowRows * windowColumns;
  }

  /** Places of a window. */
  int places() {
    return placeRows * placeColumns;
  }
}
