package org.chainrule.engine.export;

/** UTF-8, by hand: the browser's compiler and the JVM must agree to the bit on every input. */
final class Utf8 {
  private Utf8() {}

  static byte[] bytes(String text) {
    Bytes out = new Bytes();
    text.codePoints()
        .forEach(point -> append(out, point >= 0xD800 && point <= 0xDFFF ? '?' : point));
    return out.toArray();
  }

  private static void append(Bytes out, int point) {
    if (point < 0x80) {
      out.u8(point);
    } else if (point < 0x800) {
      out.u8(0xC0 | point >> 6).u8(0x80 | point & 63);
    } else if (point < 0x10000) {
      out.u8(0xE0 | point >> 12).u8(0x80 | point >> 6 & 63).u8(0x80 | point & 63);
    } else {
      out.u8(0xF0 | point >> 18).u8(0x80 | point >> 12 & 63);
      out.u8(0x80 | point >> 6 & 63).u8(0x80 | point & 63);
    }
  }

  /** The text of some bytes; what is no UTF-8 becomes a question mark. */
  static String text(byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder();
    int at = from;
    while (at < to) {
      int first = bytes[at++] & 0xFF;
      int more =
          first < 0x80
              ? 0
              : first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : -1;
      int point = more <= 0 ? first : first & (0x3F >> more);
      boolean whole = more >= 0 && first < 0xF5;
      for (int i = 0; i < more && whole; i++) {
        whole = at < to && (bytes[at] & 0xC0) == 0x80;
        point = whole ? point << 6 | bytes[at++] & 0x3F : point;
      }
      out.appendCodePoint(whole && point <= 0x10FFFF ? point : '?');
    }
    return out.toString();
  }
}
