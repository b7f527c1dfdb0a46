package org.chainrule.engine.export;

/** Writes Protocol Buffers: fields in the order given, nested messages as their bytes. */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final Bytes out = new Bytes();

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.u8((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.u8((int) rest);
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  Protobuf number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  Protobuf real(int field, float value) {
    tag(field, FIXED32);
    out.u32(Float.floatToIntBits(value));
    return this;
  }

  Protobuf text(int field, String value) {
    return bytes(field, Utf8.bytes(value));
  }

  Protobuf message(int field, Protobuf value) {
    return bytes(field, value.toArray());
  }

  Protobuf bytes(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    out.all(value);
    return this;
  }

  byte[] toArray() {
    return out.toArray();
  }
}
