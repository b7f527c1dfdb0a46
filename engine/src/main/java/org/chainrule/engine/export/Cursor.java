package org.chainrule.engine.export;

/** Numbers in bytes from outside, little end first; looking beyond their end is a sentence. */
final class Cursor {
  private final byte[] bytes;

  Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Makes sure that so many bytes stand there. */
  void require(int at, int count) throws WeightsException {
    if (at < 0 || count < 0 || (long) at + count > bytes.length) {
      throw new WeightsException("The file is cut off or damaged.");
    }
  }

  int u8(int at) throws WeightsException {
    require(at, 1);
    return bytes[at] & 0xFF;
  }

  int u16(int at) throws WeightsException {
    return u8(at) | u8(at + 1) << 8;
  }

  int i32(int at) throws WeightsException {
    require(at, 4);
    return u16(at) | u16(at + 2) << 16;
  }

  long i64(int at) throws WeightsException {
    return i32(at) & 0xFFFFFFFFL | (long) i32(at + 4) << 32;
  }

  String text(int from, int to) throws WeightsException {
    require(from, to - from);
    return Utf8.text(bytes, from, to);
  }
}
