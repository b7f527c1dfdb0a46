package org.chainrule.engine.lab;

import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.tensor.Elementary;

/**
 * Readings of a graph read as classes.
 *
 * @param classes the class of each answer; -1 where it is a quantity or no number
 * @param strength how sure each answer is, from 0 for a toss-up to 1; the quantity itself where
 *     there are no classes
 */
public record Readings(int[] classes, float[] strength) {

  /**
   * Reads raw answers.
   *
   * @param raw the numbers of each answer, one after the other
   * @param size how many numbers an answer has
   */
  static Readings of(float[] raw, int size, Prediction.Rule rule) {
    int count = raw.length / size;
    int[] classes = new int[count];
    float[] strength = new float[count];
    for (int i = 0; i < count; i++) {
      if (rule == Prediction.Rule.NONE) {
        classes[i] = -1;
        strength[i] = raw[i * size];
      } else if (rule == Prediction.Rule.ARGMAX) {
        read(raw, i, size, classes, strength);
      } else {
        double share =
            rule == Prediction.Rule.HALF ? raw[i * size] : Elementary.sigmoid(raw[i * size]);
        classes[i] = Double.isNaN(share) ? -1 : share > 0.5 ? 1 : 0;
        strength[i] = (float) Math.min(1, Math.abs(2 * share - 1));
      }
    }
    return new Readings(classes, strength);
  }

  /** The largest of several scores, and its share of the softmax above an even share. */
  private static void read(float[] raw, int i, int size, int[] classes, float[] strength) {
    int best = 0;
    for (int j = 1; j < size; j++) {
      best = raw[i * size + j] > raw[i * size + best] ? j : best;
    }
    double sum = 0;
    for (int j = 0; j < size; j++) {
      sum += Elementary.exp(raw[i * size + j] - raw[i * size + best]);
    }
    classes[i] = Double.isNaN(sum) ? -1 : best;
    strength[i] = (float) ((1 / sum - 1.0 / size) / (1 - 1.0 / size));
  }
}
