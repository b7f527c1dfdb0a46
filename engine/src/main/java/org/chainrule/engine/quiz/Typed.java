package org.chainrule.engine.quiz;

import org.jspecify.annotations.Nullable;

/**
 * A number as a person typed it, with the digits it was given to.
 *
 * @param value the number
 * @param digits its significant digits; for a fraction as many as there are
 * @param unit what its last digit stands for
 */
record Typed(double value, int digits, double unit) {

  /** A rounded answer has to have so many significant digits. */
  private static final int LEAST = 3;

  /** The page shows so many; what it shows is a right answer. */
  private static final int SHOWN = 4;

  private static final int MOST = 17;

  /** Relative to the size of the number; what the sums of a run may leave behind. */
  private static final double DUST = 1e-9;

  private static final double NOTHING = 1e-12;

  /**
   * Reads a number or a fraction such as 2/3; a comma is a decimal point. Null where it is none.
   */
  static @Nullable Typed read(String text) {
    String plain = text.trim().replace('\u2212', '-').replace(',', '.').replace(" ", "");
    int slash = plain.indexOf('/');
    if (slash < 0) {
      return number(plain);
    }
    Typed above = number(plain.substring(0, slash));
    Typed below = number(plain.substring(slash + 1));
    return above == null || below == null || below.value == 0
        ? null
        : new Typed(above.value / below.value, MOST, 0);
  }

  private static @Nullable Typed number(String text) {
    int digits = 0;
    int decimals = 0;
    boolean any = false;
    boolean point = false;
    int i = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        any = true;
        digits += digits > 0 || c != '0' ? 1 : 0;
        decimals += point ? 1 : 0;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    int power = 0;
    if (any && i < text.length() - 1 && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      Integer read = power(text.substring(i + 1));
      power = read == null ? 0 : read;
      i = read == null ? i : text.length();
    }
    if (!any || i < text.length()) {
      return null;
    }
    double value = Double.parseDouble(text.startsWith("+") ? text.substring(1) : text);
    return new Typed(value, digits, Math.pow(10, power - decimals));
  }

  private static @Nullable Integer power(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (at == text.length() || text.length() > at + 3) {
      return null;
    }
    int power = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      power = power * 10 + c - '0';
    }
    return text.startsWith("-") ? -power : power;
  }

  /**
   * Whether this is that number: exactly, or rounded to the digits typed where they are three or
   * more, or rounded as the page shows it.
   */
  boolean is(double truth) {
    double off = Math.abs(value - truth);
    if (off <= Math.max(NOTHING, DUST * Math.abs(truth))) {
      return true;
    }
    double last = Math.pow(10, Math.floor(Math.log10(Math.abs(truth))) - SHOWN + 1);
    boolean shown = truth != 0 && off <= 0.500001 * last;
    return shown || digits >= LEAST && off <= 0.500001 * unit;
  }

  /** Whether this is that number, rounded to fewer digits than are asked for. */
  boolean isRoughly(double truth) {
    return !is(truth) && digits > 0 && Math.abs(value - truth) <= 0.500001 * unit;
  }
}
