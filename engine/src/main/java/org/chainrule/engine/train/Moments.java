package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;

/** What an optimizer remembers of past gradients, kept free of denormal numbers. */
final class Moments {

  /**
   * Below this a moment is taken as zero: denormal numbers would slow every later step and change
   * none.
   */
  private static final float FLUSH = 1e-30f;

  private Moments() {}

  /**
   * The moment, or 0 where it is too small to matter. No branch, so that loops over it become
   * vectors; what is taken from a larger one is lost in its rounding.
   */
  static float flushed(float moment) {
    return Math.max(moment, FLUSH) + Math.min(moment, -FLUSH);
  }

  /** The same for a moment that is never negative. */
  static float flushedSquare(float moment) {
    return Math.max(moment, FLUSH) - FLUSH;
  }

  /** Copies of these slots. */
  static Optimizer.Memory memory(List<Double> numbers, float[]... slots) {
    List<float[]> copies = new ArrayList<>();
    for (float[] slot : slots) {
      copies.add(slot.clone());
    }
    return new Optimizer.Memory(copies, numbers);
  }

  /**
   * Copies what was remembered into these slots.
   *
   * @throws IllegalArgumentException where it is not of the same make
   */
  static void recall(Optimizer.Memory memory, int numbers, float[]... slots) {
    boolean fits = memory.slots().size() == slots.length && memory.numbers().size() == numbers;
    for (int i = 0; fits && i < slots.length; i++) {
      fits = memory.slots().get(i).length == slots[i].length;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "expected the memory of " + slots.length + " slots, got " + memory.slots().size());
    }
    for (int i = 0; i < slots.length; i++) {
      System.arraycopy(memory.slots().get(i), 0, slots[i], 0, slots[i].length);
    }
  }
}
