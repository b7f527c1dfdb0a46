package org.chainrule.engine.tensor;

/**
 * Sine, cosine and tangent by fdlibm's algorithms: the angle reduced to an eighth of a turn in two
 * parts, then a polynomial. The error is below one unit in the last place. Angles beyond 800,000
 * are left to {@link StrictMath}.
 *
 * <p>Where one term or factor is itself a sum or product, it stands on the left: TeaVM 0.15 drops
 * the brackets of {@code a + (b - c)} and {@code a * (b * c)}, also where inlining a variable would
 * need them.
 */
final class Trigonometry {
  private static final double LARGEST = 8e5;
  private static final double QUARTER_PI = 7.85398163397448278999e-01;
  private static final double QUARTER_PI_LOW = 3.06161699786838301793e-17;
  private static final double TWO_OVER_PI = 6.36619772367581382433e-01;
  private static final double PI_2_1 = 1.57079632673412561417e+00;
  private static final double PI_2_1_TAIL = 6.07710050650619224932e-11;
  private static final double PI_2_2 = 6.07710050630396597660e-11;
  private static final double PI_2_2_TAIL = 2.02226624879595063154e-21;
  private static final double PI_2_3 = 2.02226624871116645580e-21;
  private static final double PI_2_3_TAIL = 8.47842766036889956997e-32;
  private static final double S1 = -1.66666666666666324348e-01;
  private static final double S2 = 8.33333333332248946124e-03;
  private static final double S3 = -1.98412698298579493134e-04;
  private static final double S4 = 2.75573137070700676789e-06;
  private static final double S5 = -2.50507602534068634195e-08;
  private static final double S6 = 1.58969099521155010221e-10;
  private static final double C1 = 4.16666666666666019037e-02;
  private static final double C2 = -1.38888888888741095749e-03;
  private static final double C3 = 2.48015872894767294178e-05;
  private static final double C4 = -2.75573143513906633035e-07;
  private static final double C5 = 2.08757232129817482790e-09;
  private static final double C6 = -1.13596475577881948265e-11;
  private static final double[] T = {
    3.33333333333334091986e-01,
    1.33333333333201242699e-01,
    5.39682539762260521377e-02,
    2.18694882948595424599e-02,
    8.86323982359930005737e-03,
    3.59207910759131235356e-03,
    1.45620945432529025516e-03,
    5.88041240820264096874e-04,
    2.46463134818469906812e-04,
    7.81794442939557092300e-05,
    7.14072491382608190305e-05,
    -1.85586374855275456654e-05,
    2.59073051863633712884e-05
  };

  private Trigonometry() {}

  /**
   * An angle as a multiple of a quarter turn and a rest.
   *
   * @param quadrant the multiple, modulo 4
   * @param high the rest, at most an eighth of a turn
   * @param low what the rest lacks
   */
  private record Reduced(int quadrant, double high, double low) {}

  static double sin(double x) {
    if (!(Math.abs(x) <= LARGEST)) {
      return StrictMath.sin(x);
    }
    Reduced r = reduce(x);
    double value = (r.quadrant & 1) == 0 ? sine(r) : cosine(r);
    return (r.quadrant & 2) == 0 ? value : -value;
  }

  static double cos(double x) {
    if (!(Math.abs(x) <= LARGEST)) {
      return StrictMath.cos(x);
    }
    Reduced r = reduce(x);
    double value = (r.quadrant & 1) == 0 ? cosine(r) : sine(r);
    return ((r.quadrant + 1) & 2) == 0 ? value : -value;
  }

  static double tan(double x) {
    if (!(Math.abs(x) <= LARGEST)) {
      return StrictMath.tan(x);
    }
    Reduced r = reduce(x);
    return tangent(r.high, r.low, (r.quadrant & 1) == 0);
  }

  private static int exponent(double x) {
    return Bits.high(x) >> 20 & 0x7ff;
  }

  private static Reduced reduce(double x) {
    int ix = Bits.high(x) & 0x7fffffff;
    if (ix <= 0x3fe921fb) {
      return new Reduced(0, x, 0);
    }
    double t = Math.abs(x);
    int n = ix < 0x4002d97c ? 1 : (int) (t * TWO_OVER_PI + 0.5);
    double r = t - n * PI_2_1;
    double w = n * PI_2_1_TAIL;
    double high = r - w;
    if (ix < 0x4002d97c) {
      if (ix == 0x3ff921fb) {
        r -= PI_2_2;
        w = PI_2_2_TAIL;
        high = r - w;
      }
    } else if ((ix >> 20) - exponent(high) > 16) {
      double before = r;
      w = n * PI_2_2;
      r = before - w;
      w = n * PI_2_2_TAIL - ((before - r) - w);
      high = r - w;
      if ((ix >> 20) - exponent(high) > 49) {
        before = r;
        w = n * PI_2_3;
        r = before - w;
        w = n * PI_2_3_TAIL - ((before - r) - w);
        high = r - w;
      }
    }
    double low = (r - high) - w;
    return x < 0 ? new Reduced(-n & 3, -high, -low) : new Reduced(n & 3, high, low);
  }

  private static double sine(Reduced reduced) {
    double x = reduced.high;
    double y = reduced.low;
    if ((Bits.high(x) & 0x7fffffff) < 0x3e400000) {
      return x;
    }
    double z = x * x;
    double v = z * x;
    double r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
    // An angle that needed no reduction has no low part, and then a shorter form is exact enough.
    if (reduced.quadrant == 0 && y == 0) {
      return x + v * (S1 + z * r);
    }
    return x - ((z * (0.5 * y - v * r) - y) - v * S1);
  }

  private static double cosine(Reduced reduced) {
    double x = reduced.high;
    int ix = Bits.high(x) & 0x7fffffff;
    if (ix < 0x3e400000) {
      return 1;
    }
    double z = x * x;
    double r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
    double tail = r * z - x * reduced.low;
    if (ix < 0x3FD33333) {
      return 1 - (0.5 * z - tail);
    }
    double q = ix > 0x3fe90000 ? 0.28125 : Bits.ofHigh(ix - 0x00200000);
    double h = 0.5 * z - q;
    double a = 1 - q;
    return a - (h - tail);
  }

  /** The tangent of a reduced angle, or minus its reciprocal. */
  private static double tangent(double angle, double rest, boolean direct) {
    double x = angle;
    double y = rest;
    int hx = Bits.high(x);
    int ix = hx & 0x7fffffff;
    if (ix < 0x3e300000) {
      return direct ? x : -1 / x;
    }
    boolean large = ix >= 0x3FE59428;
    if (large) {
      if (hx < 0) {
        x = -x;
        y = -y;
      }
      x = (QUARTER_PI - x) - (y - QUARTER_PI_LOW);
      y = 0;
    }
    double z = x * x;
    double w = z * z;
    double r = T[1] + w * (T[3] + w * (T[5] + w * (T[7] + w * (T[9] + w * T[11]))));
    double v = z * (T[2] + w * (T[4] + w * (T[6] + w * (T[8] + w * (T[10] + w * T[12])))));
    double s = z * x;
    r = y + (s * (r + v) + y) * z;
    r += s * T[0];
    w = x + r;
    if (large) {
      v = direct ? 1 : -1;
      double value = v - 2 * (x - (w * w / (w + v) - r));
      return hx < 0 ? -value : value;
    }
    if (direct) {
      return w;
    }
    z = Bits.head(w);
    v = r - (z - x);
    double a = -1 / w;
    double t = Bits.head(a);
    s = 1 + t * z;
    return t + a * (s + t * v);
  }
}
