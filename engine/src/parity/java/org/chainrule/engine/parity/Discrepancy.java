package org.chainrule.engine.parity;

/** How far apart two results are. */
final class Discrepancy {

  private Discrepancy() {}

  /**
   * The worst relative difference of two results, entry by entry. Infinities and NaN must stand in
   * the same places; where they do not the difference is infinite.
   *
   * @param floor entries smaller than this are measured as if they were this large: what is left
   *     where large terms cancel is rounding
   */
  static double of(double[] ours, double[] theirs, double floor) {
    if (ours.length != theirs.length) {
      throw new AssertionError(
          "expected " + theirs.length + " numbers, as libtorch gives, got " + ours.length);
    }
    double worst = 0;
    for (int i = 0; i < ours.length; i++) {
      worst = Math.max(worst, entry(ours[i], theirs[i], floor));
    }
    return worst;
  }

  /** The largest finite magnitude among these numbers, or 0. */
  static double largest(double[] numbers) {
    double largest = 0;
    for (double value : numbers) {
      largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    return largest;
  }

  private static double entry(double ours, double theirs, double floor) {
    if (ours == theirs || Double.isNaN(ours) && Double.isNaN(theirs)) {
      return 0;
    }
    if (!Double.isFinite(ours) || !Double.isFinite(theirs)) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.abs(ours - theirs) / Math.max(Math.abs(theirs), Math.max(floor, 1e-300));
  }
}
