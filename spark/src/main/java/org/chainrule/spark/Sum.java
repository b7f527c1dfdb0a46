package org.chainrule.spark;

import java.io.Serializable;
import org.chainrule.engine.train.TrainerState;

/**
 * What the shares add up to. In float64, so that the order in which machines answer is lost when
 * the sum is rounded to float32. Empty until something is added; one thread.
 */
final class Sum implements Serializable {
  private static final long serialVersionUID = 1;

  private double[] numbers = {};
  private double loss;
  private int correct;
  private int seen;

  /** The numbers; none where nothing was added. */
  double[] numbers() {
    return numbers;
  }

  TrainerState.Tally tally() {
    return new TrainerState.Tally(loss, correct, seen);
  }

  void count(TrainerState.Tally tally) {
    loss += tally.loss();
    correct += tally.correct();
    seen += tally.seen();
  }

  /** Makes room for so many numbers, unless there is. */
  Sum sized(int count) {
    if (numbers.length == 0) {
      numbers = new double[count];
    }
    return this;
  }

  /** Adds floats, each times a weight, to the numbers from {@code to} on. */
  void add(int to, float[] values, int from, int count, double weight) {
    for (int i = 0; i < count; i++) {
      numbers[to + i] += weight * values[from + i];
    }
  }

  /** Adds one number times a weight. */
  void add(int to, double value, double weight) {
    numbers[to] += weight * value;
  }

  /** Adds another sum to this one. */
  Sum plus(Sum other) {
    sized(other.numbers.length);
    for (int i = 0; i < other.numbers.length; i++) {
      numbers[i] += other.numbers[i];
    }
    count(other.tally());
    return this;
  }
}
