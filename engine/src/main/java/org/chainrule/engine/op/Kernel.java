package org.chainrule.engine.op;

/**
 * How the training executor computes an op over a batch. A kernel names a family that every device
 * implements, forward and backward; an op that fits none runs {@link PerExample}, exact and slow.
 */
public sealed interface Kernel {

  /** A function of up to two numbers, entry by entry, with broadcasting. */
  record Elementwise(ScalarFunction function) implements Kernel {}

  /** The matrix product, with vectors as rows or columns where they stand. */
  record Matmul() implements Kernel {}

  /**
   * A sum over one axis or all, times a factor.
   *
   * @param axis the axis of the example that is summed, or -1 for all
   * @param mean whether the sum is divided by the number of its terms
   */
  record Sum(int axis, boolean mean) implements Kernel {}

  /** Softmax along the innermost axis. */
  record Softmax() implements Kernel {}

  /** Softmax and cross-entropy in one stable step, from logits and a class index. */
  record SoftmaxCrossEntropy() implements Kernel {}

  /** Random factors while training, drawn anew at every step, and nothing at all while testing. */
  record Dropout(double rate, int seed) implements Kernel {}

  /**
   * A filter bank that slides over an image, {@code [channels, rows, columns]} or {@code [rows,
   * columns]}: the cross-correlation of port 0 with port 1.
   */
  record Convolution(int stride, int padding, int dilation) implements Kernel {}

  /** The greatest entry of each window of an image; the first of them where there are several. */
  record MaxPool(int size, int stride) implements Kernel {}

  /**
   * Entries in another order or shape.
   *
   * @param sources for each entry of the output the entry of the input that it shows
   */
  record Rearrangement(int[] sources) implements Kernel {}

  /** The op's own rules, one example after the other, in float64. */
  record PerExample() implements Kernel {}
}
