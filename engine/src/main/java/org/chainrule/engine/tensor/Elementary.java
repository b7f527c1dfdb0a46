package org.chainrule.engine.tensor;

/**
 * The elementary functions in float64, the same on the JVM and in the browser. {@code exp}, {@code
 * log} and {@code pow} are the platform's strict ones; the rest are built on them, because a
 * browser's {@code tanh}, {@code expm1} and {@code log1p} reached through a compiler lose half
 * their digits near zero. Errors stay within a few units in the last place.
 */
public final class Elementary {
  private Elementary() {}

  public static double exp(double x) {
    return StrictMath.exp(x);
  }

  public static double log(double x) {
    return StrictMath.log(x);
  }

  /** x to the power of y, by the conventions of IEEE 754: anything to the power of 0 is 1. */
  public static double pow(double x, double y) {
    return StrictMath.pow(x, y);
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
    return less * (x / log(u));
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
    return log(u) * (x / (u - 1));
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

  /** 1 / (1 + exp(-x)), without overflow on either side. */
  public static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + exp(-x));
    }
    double e = exp(x);
    return e / (1 + e);
  }
}
