package org.chainrule.engine.explain;

import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.tensor.Tensor;

/**
 * Numbers as people read them in a derivation: four significant digits, short vectors and matrices
 * written out, larger ones as their shape.
 */
public final class NumberTex {
  private static final int DIGITS = 4;
  private static final int ENTRIES = 9;
  private static final int SIDE = 5;

  private NumberTex() {}

  /** One number, rounded to four significant digits; whole numbers below ten million in full. */
  static String of(double value) {
    String plain = decimal(value);
    int e = plain.indexOf('e');
    if (e >= 0) {
      String mantissa = plain.substring(0, e);
      String power = "10^{" + plain.substring(e + 1) + "}";
      return mantissa.equals("1") ? power : mantissa + " \\cdot " + power;
    }
    return plain.equals("NaN") ? "\\text{NaN}" : plain.replace("Infinity", "\\infty");
  }

  /** The same without TeX, for sentences. */
  public static String decimal(double value) {
    boolean whole = value == Math.floor(value) && Math.abs(value) < 1e7;
    return whole ? NumberText.of(value + 0.0) : NumberText.of(rounded(value));
  }

  /** Rounds in decimal notation, half away from zero, as a person would. */
  private static double rounded(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value;
    }
    String text = Double.toString(Math.abs(value));
    int e = text.indexOf('E');
    String mantissa = e < 0 ? text : text.substring(0, e);
    String exponent = e < 0 ? "" : text.substring(e);
    StringBuilder out = new StringBuilder();
    int kept = 0;
    int next = 0;
    for (int i = 0; i < mantissa.length(); i++) {
      char c = mantissa.charAt(i);
      if (c != '.' && (kept > 0 || c != '0')) {
        kept++;
      }
      if (c != '.' && kept == DIGITS + 1) {
        next = c - '0';
      }
      out.append(c == '.' || kept <= DIGITS ? c : '0');
    }
    if (next >= 5) {
      increase(out);
    }
    double magnitude = Double.parseDouble(out + exponent);
    return value < 0 ? -magnitude : magnitude;
  }

  /** Adds one to the last of the digits that are kept. */
  private static void increase(StringBuilder digits) {
    int kept = 0;
    int last = 0;
    for (int i = 0; i < digits.length() && kept < DIGITS; i++) {
      char c = digits.charAt(i);
      if (c != '.' && (kept > 0 || c != '0')) {
        kept++;
        last = i;
      }
    }
    for (int i = last; i >= 0; i--) {
      char c = digits.charAt(i);
      if (c == '9') {
        digits.setCharAt(i, '0');
      } else if (c != '.') {
        digits.setCharAt(i, (char) (c + 1));
        return;
      }
    }
    digits.insert(0, '1');
  }

  /** A tensor: a number, a column, a matrix, or its shape in brackets. */
  static String of(Tensor tensor) {
    int rank = tensor.shape().rank();
    if (rank == 0) {
      return of(tensor.at(0));
    }
    int rows = tensor.shape().dim(0);
    int columns = rank == 2 ? tensor.shape().dim(1) : 1;
    if (rank > 2 || tensor.size() > ENTRIES || rows > SIDE || columns > SIDE) {
      return shape(tensor.shape().dims());
    }
    StringBuilder out = new StringBuilder("\\begin{bmatrix} ");
    for (int i = 0; i < tensor.size(); i++) {
      if (i > 0) {
        out.append(i % columns == 0 ? " \\\\ " : " & ");
      }
      out.append(of(tensor.at(i)));
    }
    return out.append(" \\end{bmatrix}").toString();
  }

  /** A shape in place of the numbers. */
  static String shape(int[] dims) {
    StringBuilder out = new StringBuilder("\\left[");
    for (int i = 0; i < dims.length; i++) {
      out.append(i == 0 ? "" : " \\times ").append(dims[i]);
    }
    return out.append("\\right]").toString();
  }
}
