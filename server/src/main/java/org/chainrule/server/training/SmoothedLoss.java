package org.chainrule.server.training;

/** An exponential mean of the losses of steps, corrected for its start at zero. */
final class SmoothedLoss {

  /** How much of the mean a step leaves as it was. */
  private static final double KEPT = 0.98;

  private double sum;
  private double weight;

  void add(double loss) {
    sum = KEPT * sum + (1 - KEPT) * loss;
    weight = KEPT * weight + (1 - KEPT);
  }

  /** The mean; NaN before the first step. */
  double value() {
    return weight == 0 ? Double.NaN : sum / weight;
  }
}
