package org.chainrule.engine.data;

import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.tensor.Shape;

/**
 * Greyscale images with a class each, as in MNIST. Pixels stay bytes in memory and become numbers
 * from 0 to 1 as they are copied.
 */
public final class Images implements Dataset {
  /** What each byte stands for: a look is cheaper than a division. */
  private static final float[] BRIGHTNESS = new float[256];

  static {
    for (int i = 0; i < BRIGHTNESS.length; i++) {
      BRIGHTNESS[i] = i / 255f;
    }
  }

  private final Idx images;
  private final Idx labels;
  private final int pixels;
  private final List<Column> columns;

  /**
   * Images and labels from two IDX files.
   *
   * @param classes how many classes there are
   * @throws IllegalArgumentException where the two do not belong together or a label is no class;
   *     the message is a sentence
   */
  public Images(Idx images, Idx labels, int classes) {
    int count = images.shape().dim(0);
    if (images.shape().rank() < 2 || labels.shape().rank() != 1 || labels.shape().dim(0) != count) {
      throw new IllegalArgumentException(
          "Images of shape "
              + images.shape()
              + " and labels of shape "
              + labels.shape()
              + " do not belong together: one label for each image is expected.");
    }
    for (byte label : labels.bytes()) {
      if ((label & 255) >= classes) {
        throw new IllegalArgumentException(
            "The label " + (label & 255) + " is none of the " + classes + " classes.");
      }
    }
    this.images = images;
    this.labels = labels;
    pixels = images.shape().size() / count;
    columns = columns(pixels, classes);
  }

  /** The columns of images with so many pixels, in so many classes. */
  public static List<Column> columns(int pixels, int classes) {
    return List.of(
        new Column("an image", false, Shape.of(pixels), 0),
        new Column("a label", true, Shape.SCALAR, classes));
  }

  @Override
  public int size() {
    return labels.bytes().length;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public void copy(int example, int column, float[] into, int at) {
    if (column == 1) {
      into[at] = label(example);
      return;
    }
    byte[] bytes = images.bytes();
    int from = example * pixels;
    Arrays.fill(into, at, at + pixels, 0);
    int i = 0;
    for (; i + 3 < pixels; i += 4) {
      int p = from + i;
      // Most of a digit is background: four bytes of it are passed over at once.
      if ((bytes[p] | bytes[p + 1] | bytes[p + 2] | bytes[p + 3]) != 0) {
        into[at + i] = BRIGHTNESS[bytes[p] & 255];
        into[at + i + 1] = BRIGHTNESS[bytes[p + 1] & 255];
        into[at + i + 2] = BRIGHTNESS[bytes[p + 2] & 255];
        into[at + i + 3] = BRIGHTNESS[bytes[p + 3] & 255];
      }
    }
    for (; i < pixels; i++) {
      into[at + i] = BRIGHTNESS[bytes[from + i] & 255];
    }
  }

  /**
   * The squared Euclidean distance of one image from pixels from 0 to 255; where it exceeds the
   * limit, some number above the limit.
   */
  long squaredDistance(int example, int[] from, long limit) {
    byte[] bytes = images.bytes();
    int at = example * pixels;
    long sum = 0;
    for (int i = 0; i < pixels && sum <= limit; i++) {
      int gap = (bytes[at + i] & 255) - from[i];
      sum += (long) gap * gap;
    }
    return sum;
  }

  /** The class of one image. */
  public int label(int example) {
    return labels.bytes()[example] & 255;
  }

  /** The pixels of one image, each from 0 to 255. */
  public int[] pixels(int example) {
    int[] out = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      out[i] = images.bytes()[example * pixels + i] & 255;
    }
    return out;
  }

  /** The pixels of one image as unsigned bytes. */
  public byte[] bytes(int example) {
    return Arrays.copyOfRange(images.bytes(), example * pixels, (example + 1) * pixels);
  }
}
