package org.chainrule.engine.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a model made of each example of a data set: its loss and, where classes are told apart, the
 * right class, the predicted one and how sure the model was. Filled from the first example on.
 */
public final class Outcomes {

  /** The class of what is no class. */
  public static final int NO_CLASS = -1;

  private final float[] loss;
  private final float[] confidence;
  private final short[] label;
  private final short[] predicted;
  private int count;

  /** Room for so many examples, none of them judged. */
  public Outcomes(int size) {
    loss = new float[size];
    confidence = new float[size];
    label = new short[size];
    predicted = new short[size];
  }

  /**
   * One example.
   *
   * @param example its number, in the data set that was judged
   * @param label the right class, or {@link #NO_CLASS}
   * @param predicted the class that the model gave, or {@link #NO_CLASS}
   * @param confidence the probability of that class by the model, or NaN
   */
  public record Outcome(int example, int label, int predicted, double loss, double confidence) {

    /** Whether the model was asked for a class and gave another one. */
    public boolean wrong() {
      return label != predicted;
    }
  }

  /** Notes the next example. */
  public void add(int label, int predicted, double loss, double confidence) {
    this.label[count] = (short) label;
    this.predicted[count] = (short) predicted;
    this.loss[count] = (float) loss;
    this.confidence[count] = (float) confidence;
    count++;
  }

  /** How many examples were judged. */
  public int count() {
    return count;
  }

  /** How many there are to judge. */
  public int size() {
    return loss.length;
  }

  /** What became of one example. */
  public Outcome get(int example) {
    if (example < 0 || example >= count) {
      throw new IllegalArgumentException("expected one of " + count + " examples, got " + example);
    }
    return new Outcome(
        example, label[example], predicted[example], loss[example], confidence[example]);
  }

  /** The mean loss; NaN before the first example. */
  public double meanLoss() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += loss[i];
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The examples of the greatest loss among those that qualify, the greatest first. */
  public List<Outcome> worst(IntPredicate qualifies, int limit) {
    return IntStream.range(0, count)
        .filter(qualifies)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> severity(loss[i])).reversed())
        .limit(limit)
        .map(this::get)
        .toList();
  }

  /** A loss that is no number is the worst of all. */
  private static double severity(float loss) {
    return Float.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }

  /** The right classes of what was judged, a copy. */
  public short[] labels() {
    return Arrays.copyOf(label, count);
  }

  /** The predicted classes of what was judged, a copy. */
  public short[] predictions() {
    return Arrays.copyOf(predicted, count);
  }
}
