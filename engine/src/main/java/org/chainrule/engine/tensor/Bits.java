package org.chainrule.engine.tensor;

/** The two 32-bit words of a double, as fdlibm calls them. */
final class Bits {
  private static final long HIGH = 0xFFFFFFFF00000000L;

  private Bits() {}

  /** Sign, exponent and the first 20 bits of the fraction. */
  static int high(double x) {
    return (int) (Double.doubleToRawLongBits(x) >> 32);
  }

  /** The last 32 bits of the fraction. */
  static int low(double x) {
    return (int) Double.doubleToRawLongBits(x);
  }

  /** The number with the last 32 bits of its fraction cleared. */
  static double head(double x) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & HIGH);
  }

  /** The number with this high word and a low word of 0. */
  static double ofHigh(int high) {
    return Double.longBitsToDouble((long) high << 32);
  }

  /** The number with another high word. */
  static double withHigh(double x, int high) {
    return Double.longBitsToDouble((long) high << 32 | Double.doubleToRawLongBits(x) & ~HIGH);
  }
}
