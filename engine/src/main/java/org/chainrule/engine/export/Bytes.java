package org.chainrule.engine.export;

import java.util.Arrays;

/** Bytes that grow, little end first. */
final class Bytes {
  private byte[] bytes = new byte[256];
  private int size;

  Bytes u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  Bytes u16(int value) {
    return u8(value).u8(value >> 8);
  }

  Bytes u32(int value) {
    return u16(value).u16(value >> 16);
  }

  Bytes u64(long value) {
    return u32((int) value).u32((int) (value >> 32));
  }

  Bytes all(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  /** Characters below 128. */
  Bytes ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      u8(text.charAt(i));
    }
    return this;
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
