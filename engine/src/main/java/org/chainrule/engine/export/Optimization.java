package org.chainrule.engine.export;

/**
 * How an exported script trains.
 *
 * @param optimizer its name in THE list of optimizers; what a dialect lacks becomes gradient
 *     descent
 * @param learningRate above 0
 * @param steps how many steps it takes
 */
public record Optimization(String optimizer, double learningRate, int steps) {

  /** Plain gradient descent, as the lectures begin. */
  public static final Optimization DEFAULT = new Optimization("sgd", 0.05, 100);
}
