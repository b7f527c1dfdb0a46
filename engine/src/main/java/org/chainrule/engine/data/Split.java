package org.chainrule.engine.data;

import org.chainrule.engine.tensor.Generator;

/**
 * Which examples are trained on, which watch for overfitting, and which are kept for the end; each
 * list in ascending order.
 */
public record Split(int[] train, int[] validation, int[] test) {

  /**
   * Deals examples out at random.
   *
   * @param size how many examples there are, 1 or more
   * @param validation the share of the validation examples, from 0 to 0.9
   * @param test the share of the test examples; at least one example is left to train on
   * @param seed who goes where
   */
  public static Split of(int size, double validation, double test, int seed) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    new Generator(seed, "split").shuffle(order);
    int tests = Math.min(size - 1, (int) (size * test + 0.5));
    int validations = Math.min(size - 1 - tests, (int) (size * validation + 0.5));
    return new Split(
        ascending(order, tests + validations, size),
        ascending(order, tests, tests + validations),
        ascending(order, 0, tests));
  }

  private static int[] ascending(int[] order, int from, int to) {
    boolean[] taken = new boolean[order.length];
    for (int i = from; i < to; i++) {
      taken[order[i]] = true;
    }
    int[] out = new int[to - from];
    int at = 0;
    for (int i = 0; i < taken.length; i++) {
      if (taken[i]) {
        out[at++] = i;
      }
    }
    return out;
  }
}
