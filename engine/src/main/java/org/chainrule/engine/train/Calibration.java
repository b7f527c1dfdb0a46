package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model is as often right as it is sure: predictions sorted into bins by confidence, each
 * with the share that was right. The expected calibration error is the mean gap between the two,
 * weighted by the bins. Guo et al. 2017, arXiv:1706.04599.
 *
 * @param bins of equal width, from 0 to 1
 * @param error the expected calibration error; NaN where nothing has a confidence
 */
public record Calibration(List<Bin> bins, double error) {

  /** How many bins a reliability diagram has. */
  public static final int BINS = 10;

  /**
   * One bin.
   *
   * @param from the least confidence, which the bin before this one includes
   * @param to the greatest, included
   * @param confidence the mean of those in the bin, NaN where it is empty
   * @param accuracy the share of right ones, NaN where it is empty
   */
  public record Bin(double from, double to, int count, double confidence, double accuracy) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Sorts what was judged into bins; examples without a confidence are left out. */
  public static Calibration of(Outcomes outcomes) {
    int[] count = new int[BINS];
    int[] right = new int[BINS];
    double[] sum = new double[BINS];
    int all = 0;
    for (int i = 0; i < outcomes.count(); i++) {
      Outcomes.Outcome outcome = outcomes.get(i);
      double confidence = outcome.confidence();
      if (Double.isNaN(confidence)) {
        continue;
      }
      int bin = Math.min(BINS - 1, Math.max(0, (int) Math.ceil(confidence * BINS) - 1));
      count[bin]++;
      right[bin] += outcome.wrong() ? 0 : 1;
      sum[bin] += confidence;
      all++;
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      boolean empty = count[bin] == 0;
      double confidence = empty ? Double.NaN : sum[bin] / count[bin];
      double accuracy = empty ? Double.NaN : (double) right[bin] / count[bin];
      error += empty ? 0 : Math.abs(confidence - accuracy) * count[bin];
      bins.add(
          new Bin(
              (double) bin / BINS, (double) (bin + 1) / BINS, count[bin], confidence, accuracy));
    }
    return new Calibration(bins, all == 0 ? Double.NaN : error / all);
  }
}
