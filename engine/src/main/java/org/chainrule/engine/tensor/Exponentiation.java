package org.chainrule.engine.tensor;

/**
 * x to the power of y by fdlibm's algorithm: log2(x) in two parts, times y in two parts, and two to
 * the power of that. The error is below 0.7 units in the last place.
 */
final class Exponentiation {
  private static final double HUGE = 1e300;
  private static final double TINY = 1e-300;
  private static final double TWO_53 = 9007199254740992.0;
  private static final double[] BASE = {1.0, 1.5};
  private static final double[] LOG2_BASE_HIGH = {0.0, 5.84962487220764160156e-01};
  private static final double[] LOG2_BASE_LOW = {0.0, 1.35003920212974897128e-08};
  private static final double L1 = 5.99999999999994648725e-01;
  private static final double L2 = 4.28571428578550184252e-01;
  private static final double L3 = 3.33333329818377432918e-01;
  private static final double L4 = 2.72728123808534006489e-01;
  private static final double L5 = 2.30660745775561754067e-01;
  private static final double L6 = 2.06975017800338417784e-01;
  private static final double P1 = 1.66666666666666019037e-01;
  private static final double P2 = -2.77777777770155933842e-03;
  private static final double P3 = 6.61375632143793436117e-05;
  private static final double P4 = -1.65339022054652515390e-06;
  private static final double P5 = 4.13813679705723846039e-08;
  private static final double LN2 = 6.93147180559945286227e-01;
  private static final double LN2_HIGH = 6.93147182464599609375e-01;
  private static final double LN2_LOW = -1.90465429995776804525e-09;
  private static final double OVERFLOW_TAIL = 8.0085662595372944372e-17;
  private static final double CP = 9.61796693925975554329e-01;
  private static final double CP_HIGH = 9.61796700954437255859e-01;
  private static final double CP_LOW = -7.02846165095275826516e-09;
  private static final double INVERSE_LN2 = 1.44269504088896338700;
  private static final double INVERSE_LN2_HIGH = 1.44269502162933349609;
  private static final double INVERSE_LN2_LOW = 1.92596299112661746887e-08;

  private Exponentiation() {}

  static double pow(double x, double y) {
    if (y == 0) {
      return 1;
    }
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.NaN;
    }
    double magnitude = Math.abs(x);
    if (Double.isInfinite(y)) {
      if (magnitude == 1) {
        return Double.NaN;
      }
      return magnitude > 1 == y > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    if (y == 1) {
      return x;
    }
    if (y == -1) {
      return 1 / x;
    }
    if (y == 2) {
      return x * x;
    }
    boolean negative = Bits.high(x) < 0;
    if (y == 0.5 && !negative) {
      return Math.sqrt(x);
    }
    int parity = negative ? parity(y) : EVEN;
    if (magnitude == 0 || magnitude == 1 || Double.isInfinite(x)) {
      double z = y < 0 ? 1 / magnitude : magnitude;
      if (negative && magnitude == 1 && parity == NO_INTEGER) {
        return Double.NaN;
      }
      return negative && parity == ODD ? -z : z;
    }
    if (negative && parity == NO_INTEGER) {
      return Double.NaN;
    }
    double sign = negative && parity == ODD ? -1 : 1;
    return finite(magnitude, y, sign);
  }

  private static final int NO_INTEGER = 0;
  private static final int ODD = 1;
  private static final int EVEN = 2;

  private static int parity(double y) {
    double magnitude = Math.abs(y);
    if (magnitude >= TWO_53) {
      return EVEN;
    }
    if (magnitude != Math.floor(magnitude)) {
      return NO_INTEGER;
    }
    double half = magnitude * 0.5;
    return half == Math.floor(half) ? EVEN : ODD;
  }

  /** For finite x above 0 that is not 1. */
  private static double finite(double x, double y, double sign) {
    int hy = Bits.high(y);
    int ix = Bits.high(x);
    double t1;
    double t2;
    if ((hy & 0x7fffffff) > 0x41e00000) {
      if (ix < 0x3fefffff) {
        return y < 0 ? sign * HUGE * HUGE : sign * TINY * TINY;
      }
      if (ix > 0x3ff00000) {
        return y > 0 ? sign * HUGE * HUGE : sign * TINY * TINY;
      }
      if ((hy & 0x7fffffff) > 0x43f00000) {
        return ix <= 0x3fefffff == y < 0 ? sign * HUGE * HUGE : sign * TINY * TINY;
      }
      double t = x - 1;
      double w = (t * t) * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
      double u = INVERSE_LN2_HIGH * t;
      double v = t * INVERSE_LN2_LOW - w * INVERSE_LN2;
      t1 = Bits.head(u + v);
      t2 = v - (t1 - u);
    } else {
      int n = 0;
      double ax = x;
      if (ix < 0x00100000) {
        ax *= TWO_53;
        n -= 53;
        ix = Bits.high(ax);
      }
      n += (ix >> 20) - 0x3ff;
      int j = ix & 0x000fffff;
      ix = j | 0x3ff00000;
      int k = 0;
      if (j >= 0xBB67A) {
        n += 1;
        ix -= 0x00100000;
      } else if (j > 0x3988E) {
        k = 1;
      }
      ax = Bits.withHigh(ax, ix);
      double u = ax - BASE[k];
      double v = 1 / (ax + BASE[k]);
      double ss = u * v;
      double sHigh = Bits.head(ss);
      double tHigh = Bits.ofHigh(((ix >> 1) | 0x20000000) + 0x00080000 + (k << 18));
      double tLow = ax - (tHigh - BASE[k]);
      double sLow = v * ((u - sHigh * tHigh) - sHigh * tLow);
      double s2 = ss * ss;
      double r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
      r += sLow * (sHigh + ss);
      s2 = sHigh * sHigh;
      tHigh = Bits.head(3 + s2 + r);
      tLow = r - ((tHigh - 3) - s2);
      u = sHigh * tHigh;
      v = sLow * tHigh + tLow * ss;
      double pHigh = Bits.head(u + v);
      double pLow = v - (pHigh - u);
      double zHigh = CP_HIGH * pHigh;
      double zLow = CP_LOW * pHigh + pLow * CP + LOG2_BASE_LOW[k];
      t1 = Bits.head(((zHigh + zLow) + LOG2_BASE_HIGH[k]) + n);
      t2 = zLow - (((t1 - n) - LOG2_BASE_HIGH[k]) - zHigh);
    }
    double y1 = Bits.head(y);
    return twoTo(y1 * t1, (y - y1) * t1 + y * t2, sign);
  }

  /** Two to the power of the sum of both parts, with this sign. */
  private static double twoTo(double pHigh, double pLow, double sign) {
    double z = pLow + pHigh;
    int j = Bits.high(z);
    int i = Bits.low(z);
    if (j >= 0x40900000) {
      if (((j - 0x40900000) | i) != 0 || pLow + OVERFLOW_TAIL > z - pHigh) {
        return sign * HUGE * HUGE;
      }
    } else if ((j & 0x7fffffff) >= 0x4090cc00) {
      if (((j - 0xc090cc00) | i) != 0 || pLow <= z - pHigh) {
        return sign * TINY * TINY;
      }
    }
    i = j & 0x7fffffff;
    int k = (i >> 20) - 0x3ff;
    int n = 0;
    double whole = pHigh;
    if (i > 0x3fe00000) {
      n = j + (0x00100000 >> (k + 1));
      k = ((n & 0x7fffffff) >> 20) - 0x3ff;
      double t = Bits.ofHigh(n & ~(0x000fffff >> k));
      n = ((n & 0x000fffff) | 0x00100000) >> (20 - k);
      n = j < 0 ? -n : n;
      whole -= t;
    }
    double t = Bits.head(pLow + whole);
    double u = t * LN2_HIGH;
    double v = (pLow - (t - whole)) * LN2 + t * LN2_LOW;
    z = u + v;
    double w = v - (z - u);
    t = z * z;
    double t1 = z - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
    double r = (z * t1) / (t1 - 2) - (w + z * w);
    z = 1 - (r - z);
    j = Bits.high(z) + (n << 20);
    if (j >> 20 <= 0) {
      return sign * Elementary.scale(z, n);
    }
    return sign * Bits.withHigh(z, j);
  }
}
