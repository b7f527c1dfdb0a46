package org.chainrule.engine.export;

import java.util.Arrays;
import java.util.List;

/** Reads the fields of a Protocol Buffers message; damage is a sentence. */
final class ProtobufReader {
  private final byte[] bytes;
  private final Cursor cursor;
  private final int end;
  private int at;
  private int field;
  private int type;
  private long number;
  private int from;

  ProtobufReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtobufReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    cursor = new Cursor(bytes);
    at = from;
    end = to;
  }

  /** Goes on to the next field; false at the end. */
  boolean next() throws WeightsException {
    if (at >= end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) (tag & 7);
    switch (type) {
      case 0 -> number = varint();
      case 1 -> take(8);
      case 2 -> {
        long length = varint();
        if (length < 0 || length > end - at) {
          throw damaged();
        }
        take((int) length);
      }
      case 5 -> take(4);
      default -> throw damaged();
    }
    return true;
  }

  private void take(int count) throws WeightsException {
    if (count > end - at) {
      throw damaged();
    }
    from = at;
    at += count;
  }

  private static WeightsException damaged() {
    return new WeightsException("This is no ONNX model, or it is damaged.");
  }

  private long varint() throws WeightsException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw damaged();
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  int field() {
    return field;
  }

  private void expect(int wanted) throws WeightsException {
    if (type != wanted) {
      throw damaged();
    }
  }

  long number() throws WeightsException {
    expect(0);
    return number;
  }

  float real() throws WeightsException {
    expect(5);
    return Float.intBitsToFloat(cursor.i32(from));
  }

  String text() throws WeightsException {
    expect(2);
    return Utf8.text(bytes, from, at);
  }

  byte[] bytes() throws WeightsException {
    expect(2);
    return Arrays.copyOfRange(bytes, from, at);
  }

  ProtobufReader message() throws WeightsException {
    expect(2);
    return new ProtobufReader(bytes, from, at);
  }

  /** Adds one number, or all of a packed field. */
  void numbers(List<Long> all) throws WeightsException {
    if (type == 0) {
      all.add(number);
      return;
    }
    ProtobufReader packed = message();
    while (packed.at < packed.end) {
      all.add(packed.varint());
    }
  }

  /** Adds one number of single precision, or all of a packed field. */
  void reals(List<Double> all) throws WeightsException {
    if (type == 5) {
      all.add((double) real());
      return;
    }
    expect(2);
    for (int i = from; i + 4 <= at; i += 4) {
      all.add((double) Float.intBitsToFloat(cursor.i32(i)));
    }
  }
}
