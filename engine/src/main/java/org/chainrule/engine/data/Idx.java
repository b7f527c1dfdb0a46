package org.chainrule.engine.data;

import java.util.Arrays;
import org.chainrule.engine.tensor.Shape;

/**
 * An array of bytes in the IDX format of the MNIST files.
 *
 * @param shape the lengths of its axes
 * @param bytes the entries, row-major, each from 0 to 255 as an unsigned byte
 */
public record Idx(Shape shape, byte[] bytes) {

  private static final int UNSIGNED_BYTE = 8;

  /**
   * Reads an IDX file of unsigned bytes.
   *
   * @throws IllegalArgumentException where it is no such file, or its length contradicts its
   *     header; the message is a sentence
   */
  public static Idx parse(byte[] file) {
    if (file.length < 4 || file[0] != 0 || file[1] != 0 || file[2] != UNSIGNED_BYTE) {
      throw new IllegalArgumentException(
          "The file is not in the IDX format with unsigned bytes: it must start with the bytes 0 0 8.");
    }
    int rank = file[3];
    int header = 4 + 4 * rank;
    if (rank < 1 || rank > 4 || file.length < header) {
      throw new IllegalArgumentException(
          "The IDX file has "
              + rank
              + " axes and "
              + file.length
              + " bytes; 1 to 4 axes are read.");
    }
    int[] dims = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int at = 4 + 4 * axis;
      dims[axis] =
          (file[at] & 255) << 24
              | (file[at + 1] & 255) << 16
              | (file[at + 2] & 255) << 8
              | file[at + 3] & 255;
      if (dims[axis] < 1) {
        throw new IllegalArgumentException(
            "Axis " + axis + " of the IDX file has the length " + dims[axis] + ".");
      }
    }
    Shape shape = Shape.of(dims);
    if (shape.count() != file.length - header) {
      throw new IllegalArgumentException(
          "The IDX file announces shape "
              + shape
              + " but holds "
              + (file.length - header)
              + " entries.");
    }
    byte[] bytes = new byte[file.length - header];
    System.arraycopy(file, header, bytes, 0, bytes.length);
    return new Idx(shape, bytes);
  }

  /** The first entries along the first axis. */
  public Idx head(int count) {
    int[] dims = shape.dims().clone();
    int each = bytes.length / dims[0];
    dims[0] = Math.min(dims[0], count);
    return new Idx(Shape.of(dims), Arrays.copyOf(bytes, dims[0] * each));
  }

  /** The same as a file. */
  public byte[] file() {
    int[] dims = shape.dims();
    int header = 4 + 4 * dims.length;
    byte[] file = new byte[header + bytes.length];
    file[2] = UNSIGNED_BYTE;
    file[3] = (byte) dims.length;
    for (int axis = 0; axis < dims.length; axis++) {
      for (int part = 0; part < 4; part++) {
        file[4 + 4 * axis + part] = (byte) (dims[axis] >> 8 * (3 - part));
      }
    }
    System.arraycopy(bytes, 0, file, header, bytes.length);
    return file;
  }
}
