package org.chainrule.engine.train;

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
}
