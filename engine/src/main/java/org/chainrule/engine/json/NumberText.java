package org.chainrule.engine.json;

/**
 * Writes a double so that reading it back gives the same double, in the notation of JSON, Python
 * and JavaScript.
 */
public final class NumberText {
  private NumberText() {}

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
