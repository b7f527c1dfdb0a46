package org.chainrule.server.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

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

  void set(SmoothedLoss other) {
    sum = other.sum;
    weight = other.weight;
  }

  SmoothedLoss copy() {
    SmoothedLoss copy = new SmoothedLoss();
    copy.set(this);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(sum);
    out.writeDouble(weight);
  }

  void read(DataInput in) throws IOException {
    sum = in.readDouble();
    weight = in.readDouble();
  }
}
