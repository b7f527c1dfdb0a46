package org.chainrule.engine.json;

/**
 * Writes a double so that reading it back gives the same double, in the notation of JSON, Python
 * and JavaScript.
 */
public final class NumberText {
  /** The powers of ten that are doubles without rounding. */
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int EXACT_DIGITS = 15;

  private NumberText() {}

  /**
   * The double nearest to a number as JSON writes it. Where digits and power of ten are both exact,
   * one division is exactly rounded (Clinger 1990); only the rest goes the long way.
   */
  public static double parse(String text) {
    double digits = 0;
    int count = 0;
    int decimals = 0;
    boolean point = false;
    int start = text.startsWith("-") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && !point) {
        point = true;
      } else if (c >= '0' && c <= '9' && ++count <= EXACT_DIGITS) {
        digits = digits * 10 + (c - '0');
        decimals += point ? 1 : 0;
      } else {
        return Double.parseDouble(text);
      }
    }
    if (count == 0) {
      return Double.parseDouble(text);
    }
    double value = digits / TENS[decimals];
    return start == 1 ? -value : value;
  }

  /**
   * The number in plain decimals between 1e-6 and 1e21 and with an exponent outside: {@code 2},
   * {@code 0.05}, {@code 1e-9}, {@code NaN}, {@code Infinity}.
   */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (value == (int) value) {
      return Integer.toString((int) value);
    }
    String java = Double.toString(Math.abs(value));
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
    int dot = mantissa.indexOf('.');
    String whole = dot < 0 ? mantissa : mantissa.substring(0, dot);
    String fraction = dot < 0 ? "" : mantissa.substring(dot + 1);
    String digits = whole + fraction;
    int point = whole.length() + exponent;
    int first = 0;
    while (digits.charAt(first) == '0') {
      first++;
    }
    int last = digits.length();
    while (digits.charAt(last - 1) == '0') {
      last--;
    }
    String text = layOut(digits.substring(first, last), point - first);
    return value < 0 ? "-" + text : text;
  }

  /** Lays out 0.digits times ten to the power of point. */
  private static String layOut(String digits, int point) {
    int n = digits.length();
    if (point > 21 || point < -5) {
      String tail = n == 1 ? "" : "." + digits.substring(1);
      return digits.charAt(0) + tail + "e" + (point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= n) {
      return digits + "0".repeat(point - n);
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }
}
