package org.chainrule.engine.wasm;

/** The vector instructions that are used, by their numbers in the binary format. */
final class Simd {
  static final int LOAD = 0x00;
  static final int LOAD_SPLAT = 0x09;
  static final int STORE = 0x0b;
  static final int CONST = 0x0c;
  static final int SHUFFLE = 0x0d;
  static final int SPLAT = 0x13;
  static final int EXTRACT = 0x1f;
  static final int EQ = 0x41;
  static final int LT = 0x43;
  static final int GT = 0x44;
  static final int AND = 0x4e;
  static final int ANDNOT = 0x4f;
  static final int OR = 0x50;
  static final int XOR = 0x51;
  static final int SELECT = 0x52;
  static final int STORE_LANE = 0x5a;
  static final int LOAD_FIRST = 0x5c;
  static final int NEAREST = 0x6a;
  static final int SHIFT_LEFT = 0xab;
  static final int SHIFT_RIGHT_SIGNED = 0xac;
  static final int SHIFT_RIGHT = 0xad;
  static final int ADD_INT = 0xae;
  static final int SUB_INT = 0xb1;
  static final int ABS = 0xe0;
  static final int NEG = 0xe1;
  static final int SQRT = 0xe3;
  static final int ADD = 0xe4;
  static final int SUB = 0xe5;
  static final int MUL = 0xe6;
  static final int DIV = 0xe7;
  static final int MIN = 0xe8;
  static final int MAX = 0xe9;
  static final int TRUNC = 0xf8;
  static final int CONVERT = 0xfa;
  static final int RELAXED_MADD = 0x105;

  private Simd() {}
}
