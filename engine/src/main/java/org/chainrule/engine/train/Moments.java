package org.chainrule.engine.train;

/** What an optimizer remembers of past gradients, kept free of denormal numbers. */
final class Moments {

  /**
   * Below this a moment is taken as zero: denormal numbers would slow every later step and change
   * none.
   */
  private static final float FLUSH = 1e-30f;

  private Moments() {}

  /** The moment, or 0 where it is too small to matter. */
  static float flushed(float moment) {
    return Math.abs(moment) < FLUSH ? 0 : moment;
  }
}
