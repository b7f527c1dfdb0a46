package org.chainrule.engine.train;

/**
 * How often examples of each class were taken for each class: a row for each right class, a column
 * for each predicted one.
 */
public final class Confusion {
  private final int[][] counts;

  /** Nothing counted yet. */
  public Confusion(int classes) {
    counts = new int[classes][classes];
  }

  /** Counts what was judged; examples without a class are left out. */
  public static Confusion of(Outcomes outcomes, int classes) {
    Confusion confusion = new Confusion(classes);
    for (int i = 0; i < outcomes.count(); i++) {
      Outcomes.Outcome outcome = outcomes.get(i);
      if (outcome.label() >= 0 && outcome.predicted() >= 0) {
        confusion.counts[outcome.label()][outcome.predicted()]++;
      }
    }
    return confusion;
  }

  /** How many classes there are. */
  public int classes() {
    return counts.length;
  }

  /** How many examples of one class were taken for another. */
  public int count(int label, int predicted) {
    return counts[label][predicted];
  }

  /** How many examples of this class there were. */
  public int support(int label) {
    int sum = 0;
    for (int count : counts[label]) {
      sum += count;
    }
    return sum;
  }

  private int predicted(int predicted) {
    int sum = 0;
    for (int[] row : counts) {
      sum += row[predicted];
    }
    return sum;
  }

  /** The share of right ones among what was taken for this class; NaN where nothing was. */
  public double precision(int of) {
    int all = predicted(of);
    return all == 0 ? Double.NaN : (double) counts[of][of] / all;
  }

  /** The share of this class that was found; NaN where it has no examples. */
  public double recall(int of) {
    int all = support(of);
    return all == 0 ? Double.NaN : (double) counts[of][of] / all;
  }

  /** The harmonic mean of precision and recall; 0 where nothing of this class was found. */
  public double f1(int of) {
    int all = support(of) + predicted(of);
    return all == 0 ? Double.NaN : 2.0 * counts[of][of] / all;
  }

  /** The share of right ones among all; NaN before the first. */
  public double accuracy() {
    int right = 0;
    int all = 0;
    for (int of = 0; of < counts.length; of++) {
      right += counts[of][of];
      all += support(of);
    }
    return all == 0 ? Double.NaN : (double) right / all;
  }
}
