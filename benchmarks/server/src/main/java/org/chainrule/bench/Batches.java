package org.chainrule.bench;

import org.chainrule.engine.data.Images;
import org.chainrule.engine.tensor.Generator;

/**
 * Minibatches in the order in which Chainrule's trainer takes them, for the peers. They get their
 * pixels as floats that were converted beforehand; Chainrule converts bytes as it goes.
 */
final class Batches {

  private static final int PIXELS = 784;

  private final float[] pixels;
  private final int[] order;
  private final Images images;
  private final int size;
  private final float[] x;
  private final int[] y;
  private int next;
  private int epoch = 1;

  Batches(Images images, int size) {
    this.images = images;
    this.size = size;
    pixels = new float[images.size() * PIXELS];
    order = new int[images.size()];
    for (int i = 0; i < order.length; i++) {
      images.copy(i, 0, pixels, i * PIXELS);
    }
    x = new float[size * PIXELS];
    y = new int[size];
    shuffle();
  }

  private void shuffle() {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    new Generator(Work.SEED, epoch).shuffle(order);
  }

  /** Gathers the next minibatch; answers how many examples it has. */
  int gather() {
    if (next == order.length) {
      next = 0;
      epoch++;
      shuffle();
    }
    int examples = Math.min(size, order.length - next);
    for (int row = 0; row < examples; row++) {
      int example = order[next + row];
      System.arraycopy(pixels, example * PIXELS, x, row * PIXELS, PIXELS);
      y[row] = images.label(example);
    }
    next += examples;
    return examples;
  }

  /** The pixels of the minibatch, example by example. */
  float[] x() {
    return x;
  }

  /** The classes of the minibatch. */
  int[] y() {
    return y;
  }
}
