package org.chainrule.engine.op.library;

import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;

/** The entry of each lane that beats the others; those that tie share its gradient evenly. */
abstract class Extreme extends LaneReduction {
  Extreme(OpInfo info) {
    super(info);
  }

  /** The better of two entries; NaN where one is. */
  abstract double better(double a, double b);

  @Override
  final double reduce(double[] x, Settings settings) {
    double best = x[0];
    for (double value : x) {
      best = better(best, value);
    }
    return best;
  }

  @Override
  final double[] gradient(double[] x, double y, Settings settings) {
    int ties = 0;
    for (double value : x) {
      ties += value == y ? 1 : 0;
    }
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i] == y ? 1.0 / ties : 0;
    }
    return out;
  }
}
