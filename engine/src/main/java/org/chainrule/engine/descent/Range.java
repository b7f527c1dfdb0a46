package org.chainrule.engine.descent;

import java.util.List;

/** How far a picture goes along one parameter. */
final class Range {
  /** A parameter near 0 is taken for one of this size. */
  private static final double SIZE = 0.8;

  private static final double MARGIN = 0.12;

  /** A way that strays so much farther than its first step is not followed to its end. */
  private static final double STRAY = 40;

  private Range() {}

  /**
   * The least and greatest value to show: the place, the next one, and the ways as far as they are
   * near.
   *
   * @param part at least so far to either side, as a part of the parameter's size
   */
  static double[] of(List<Descent> ways, double[] theta, double next, int index, double part) {
    double middle = theta[index];
    double least = part * Math.max(SIZE, Math.abs(middle));
    double near = STRAY * Math.max(least, Math.abs(next - middle));
    double low = Math.min(next, middle);
    double high = Math.max(next, middle);
    for (Descent way : ways) {
      for (double[] place : way.thetas()) {
        if (Math.abs(place[index] - middle) <= near) {
          low = Math.min(low, place[index]);
          high = Math.max(high, place[index]);
        }
      }
    }
    double margin = MARGIN * (high - low);
    return new double[] {
      Math.min(low - margin, middle - least), Math.max(high + margin, middle + least)
    };
  }
}
