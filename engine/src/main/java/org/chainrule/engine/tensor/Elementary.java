package org.chainrule.engine.tensor;

/**
 * The elementary functions in float64, the same bits on the JVM and in the browser. {@code exp} and
 * {@code log} follow fdlibm (Sun Microsystems, 1993), as {@link StrictMath} does, in arithmetic
 * alone: taking a double's bits apart is slow where a long is no machine word. The rest are built
 * on them. Errors stay within a few units in the last place.
 *
 * <p>A product with a quotient, {@code a * (b / c)}, is written here as {@code a / (c / b)}: TeaVM
 * 0.15 drops the brackets of the first, which changes the last bit.
 */
public final class Elementary {
  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_LOW = 1.90821492927058770002e-10;
  private static final double INVERSE_LN2 = 1.44269504088896338700;
  private static final double HALF_LN2 = 0.34657359027997264;
  private static final double THREE_HALVES_LN2 = 1.0397207708399179;
  private static final double TWO_OVER_ROOT_PI = 1.12837916709551257390;
  private static final int LEAST_EXPONENT = -1074;
  private static final int GREATEST_EXPONENT = 1023;

  /** Every power of two that is a double, from the least on. */
  private static final double[] POWERS = new double[GREATEST_EXPONENT - LEAST_EXPONENT + 1];

  static {
    double power = Double.MIN_VALUE;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 2;
    }
  }

  private Elementary() {}

  /** Two to the power of a whole number for which that is a double. */
  private static double twoTo(int exponent) {
    return POWERS[exponent - LEAST_EXPONENT];
  }

  /** The natural exponential, with an error below one unit in the last place. */
  public static double exp(double x) {
    if (Double.isNaN(x) || x > 709.782712893383973096) {
      return x > 0 ? Double.POSITIVE_INFINITY : x;
    }
    if (x < -745.13321910194110842) {
      return 0;
    }
    double magnitude = Math.abs(x);
    if (magnitude < twoTo(-28)) {
      return 1 + x;
    }
    int k = 0;
    double high = x;
    double low = 0;
    double reduced = x;
    if (magnitude > HALF_LN2) {
      double half = x < 0 ? -0.5 : 0.5;
      k = magnitude < THREE_HALVES_LN2 ? (int) (2 * half) : (int) (INVERSE_LN2 * x + half);
      high = x - k * LN2_HIGH;
      low = k * LN2_LOW;
      reduced = high - low;
    }
    double t = reduced * reduced;
    double c =
        reduced
            - t
                * (1.66666666666666019037e-01
                    + t
                        * (-2.77777777770155933842e-03
                            + t
                                * (6.61375632143793436117e-05
                                    + t
                                        * (-1.65339022054652515390e-06
                                            + t * 4.13813679705723846039e-08))));
    if (k == 0) {
      return 1 - ((reduced * c) / (c - 2) - reduced);
    }
    double y = 1 - ((low - (reduced * c) / (2 - c)) - high);
    return scale(y, k);
  }

  /** A number near 1 times two to a power, also where the result is denormal. */
  static double scale(double y, int power) {
    if (power > GREATEST_EXPONENT) {
      return y * 2 * twoTo(power - 1);
    }
    return power >= -1021 ? y * twoTo(power) : y * twoTo(power + 1000) * twoTo(-1000);
  }

  /**
   * The natural logarithm, with an error below one unit in the last place; of 0 minus infinity,
   * below 0 NaN.
   */
  public static double log(double x) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
      return x == 0 ? Double.NEGATIVE_INFINITY : (x > 0 ? x : Double.NaN);
    }
    int k = exponent(x);
    double m = k < -1022 ? x * twoTo(-k - 500) * twoTo(500) : x * twoTo(-k);
    int lead = (int) ((m - 1) * 1048576);
    if (lead + 0x95f64 >= 0x100000) {
      k++;
      m *= 0.5;
    }
    double f = m - 1;
    if ((0x000fffff & (2 + lead)) < 3) {
      double r = f * f * (0.5 - 0.33333333333333333 * f);
      if (f == 0) {
        return k == 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
      }
      return k == 0 ? f - r : k * LN2_HIGH - ((r - k * LN2_LOW) - f);
    }
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double odd =
        w
            * (3.999999999940941908e-01
                + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    double even =
        z
            * (6.666666666666735130e-01
                + w
                    * (2.857142874366239149e-01
                        + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    double r = even + odd;
    if (((lead - 0x6147a) | (0x6b851 - lead)) > 0) {
      double half = 0.5 * f * f;
      return k == 0
          ? f - (half - s * (half + r))
          : k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f);
    }
    return k == 0 ? f - s * (f - r) : k * LN2_HIGH - ((s * (f - r) - k * LN2_LOW) - f);
  }

  /** The exponent of the greatest power of two that is not above x. */
  private static int exponent(double x) {
    int low = 0;
    int high = POWERS.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (POWERS[middle] <= x) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + LEAST_EXPONENT;
  }

  /** x to the power of y, by the conventions of IEEE 754: anything to the power of 0 is 1. */
  public static double pow(double x, double y) {
    return Exponentiation.pow(x, y);
  }

  /** exp(x) - 1 without cancellation near 0 (Kahan's quotient). */
  public static double expm1(double x) {
    double u = exp(x);
    if (u == 1) {
      return x;
    }
    double less = u - 1;
    if (less == -1 || u == Double.POSITIVE_INFINITY || Double.isNaN(u)) {
      return less;
    }
    return less / (log(u) / x);
  }

  /** log(1 + x) without cancellation near 0 (Kahan's quotient). */
  public static double log1p(double x) {
    double u = 1 + x;
    if (u == 1) {
      return x;
    }
    if (u == Double.POSITIVE_INFINITY) {
      return u;
    }
    return log(u) / ((u - 1) / x);
  }

  public static double tanh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude > 22) {
      return x > 0 ? 1 : -1;
    }
    double t = expm1(2 * magnitude);
    double result = t / (t + 2);
    return x < 0 ? -result : result;
  }

  public static double sin(double x) {
    return Trigonometry.sin(x);
  }

  public static double cos(double x) {
    return Trigonometry.cos(x);
  }

  public static double tan(double x) {
    return Trigonometry.tan(x);
  }

  /**
   * The complementary error function: by a series of positive terms for small arguments, by a
   * continued fraction for large ones.
   */
  public static double erfc(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    double magnitude = Math.abs(x);
    if (magnitude > 27) {
      return x > 0 ? 0 : 2;
    }
    double tail = magnitude < 2 ? 1 - erfBySeries(magnitude) : erfcByFraction(magnitude);
    return x < 0 ? 2 - tail : tail;
  }

  /** erf(x) = 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1 3 5 ... (2n+1)). */
  private static double erfBySeries(double x) {
    double square = x * x;
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term = term * (2 * square) / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_ROOT_PI * exp(-square) * sum;
  }

  /** erfc(x) = exp(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), from the far end. */
  private static double erfcByFraction(double x) {
    double fraction = x;
    for (int n = 120; n >= 1; n--) {
      fraction = x + 0.5 * n / fraction;
    }
    return 0.5 * TWO_OVER_ROOT_PI * exp(-x * x) / fraction;
  }

  /** 1 / (1 + exp(-x)), without overflow on either side. */
  public static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + exp(-x));
    }
    double e = exp(x);
    return e / (1 + e);
  }
}
