package org.chainrule.engine.wasm;

import java.util.Arrays;

/** Bytes that grow, with the integers and names of WebAssembly's binary format. */
final class Bytes {
  private byte[] bytes = new byte[256];
  private int size;

  Bytes add(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
    return this;
  }

  Bytes add(Bytes other) {
    for (int i = 0; i < other.size; i++) {
      add(other.bytes[i]);
    }
    return this;
  }

  /** An unsigned number in LEB128. */
  Bytes unsigned(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      add(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    return add(rest);
  }

  /** A signed number in LEB128. */
  Bytes signed(int value) {
    int rest = value;
    while (rest < -64 || rest > 63) {
      add(rest & 0x7f | 0x80);
      rest >>= 7;
    }
    return add(rest & 0x7f);
  }

  Bytes word(int value) {
    return add(value).add(value >> 8).add(value >> 16).add(value >> 24);
  }

  /** A name of ASCII characters, its length before it. */
  Bytes name(String name) {
    unsigned(name.length());
    for (int i = 0; i < name.length(); i++) {
      add(name.charAt(i));
    }
    return this;
  }

  /** Another run of bytes, its length before it. */
  Bytes sized(Bytes other) {
    return unsigned(other.size).add(other);
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }
}
