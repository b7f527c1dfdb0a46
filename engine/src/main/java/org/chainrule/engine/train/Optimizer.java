package org.chainrule.engine.train;

/**
 * A rule that moves parameters against their gradients. It holds what it remembers between steps;
 * one run, one thread.
 */
public interface Optimizer {

  /**
   * Takes one step in place.
   *
   * @param arena holds parameters and gradients
   * @param parameters where the parameters start
   * @param gradients where their gradients start, in the same order
   * @param count how many there are; the same at every step
   */
  void step(float[] arena, int parameters, int gradients, int count);
}
