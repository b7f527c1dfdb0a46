package org.chainrule.engine.op;

import org.chainrule.engine.tensor.Generator;

/**
 * The factors of dropout, one after the other: 0 for what is left out, else 1 / (1 - rate). The
 * same for the same arguments.
 */
public final class DropoutMask {
  private final Generator random;
  private final double rate;

  /**
   * A mask.
   *
   * @param rate the chance to be left out, from 0 to below 1
   * @param seed the seed of the op
   * @param step the step of training, so that each draws anew
   */
  public DropoutMask(double rate, int seed, int step) {
    this.rate = rate;
    random = new Generator(seed, step);
  }

  /** The factor of the next entry. */
  public double next() {
    return random.nextDouble() < rate ? 0 : 1 / (1 - rate);
  }
}
