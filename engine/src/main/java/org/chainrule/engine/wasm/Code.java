package org.chainrule.engine.wasm;

/**
 * One function as it is written: its signature, its locals and its instructions. Methods push, pop
 * and name what WebAssembly's stack machine does; the order of calls is the order of execution.
 */
final class Code {
  static final int I32 = 0x7f;
  static final int F32 = 0x7d;
  static final int V128 = 0x7b;

  private static final int BLOCK = 0x02;
  private static final int LOOP = 0x03;
  private static final int IF = 0x04;
  private static final int ELSE = 0x05;
  private static final int END = 0x0b;
  private static final int BRANCH = 0x0c;
  private static final int BRANCH_IF = 0x0d;
  private static final int NOTHING = 0x40;

  private final Bytes parameters = new Bytes();
  private final Bytes results = new Bytes();
  private final Bytes locals = new Bytes();
  private final Bytes body = new Bytes();
  private final boolean relaxed;
  private int localCount;
  private int parameterCount;

  /**
   * A function without instructions.
   *
   * @param relaxed whether a multiplication and an addition may be one, rounded once
   * @param result the type of the result, or 0 where there is none
   */
  Code(boolean relaxed, int result, int... parameterTypes) {
    this.relaxed = relaxed;
    parameterCount = parameterTypes.length;
    parameters.unsigned(parameterCount);
    for (int type : parameterTypes) {
      parameters.add(type);
    }
    results.unsigned(result == 0 ? 0 : 1);
    if (result != 0) {
      results.add(result);
    }
  }

  Bytes parameters() {
    return parameters;
  }

  Bytes results() {
    return results;
  }

  Bytes bytes() {
    Bytes out = new Bytes().unsigned(localCount).add(locals);
    return out.add(body).add(END);
  }

  boolean relaxed() {
    return relaxed;
  }

  /** A new local, zero at first. */
  int local(int type) {
    locals.unsigned(1).add(type);
    return parameterCount + localCount++;
  }

  Code op(int opcode) {
    body.add(opcode);
    return this;
  }

  Code get(int local) {
    body.add(0x20).unsigned(local);
    return this;
  }

  Code set(int local) {
    body.add(0x21).unsigned(local);
    return this;
  }

  Code tee(int local) {
    body.add(0x22).unsigned(local);
    return this;
  }

  Code call(int function) {
    body.add(0x10).unsigned(function);
    return this;
  }

  Code i32(int value) {
    body.add(0x41).signed(value);
    return this;
  }

  Code f32(float value) {
    body.add(0x43).word(Float.floatToIntBits(value));
    return this;
  }

  /** Four times the same float. */
  Code splat(float value) {
    return words(Float.floatToIntBits(value));
  }

  /** Four times the same 32 bits. */
  Code words(int value) {
    return words(value, value, value, value);
  }

  Code words(int a, int b, int c, int d) {
    simd(Simd.CONST);
    body.word(a).word(b).word(c).word(d);
    return this;
  }

  Code simd(int opcode) {
    body.add(0xfd).unsigned(opcode);
    return this;
  }

  /** The lanes of two vectors in another order: 0 to 3 of the first, 4 to 7 of the second. */
  Code shuffle(int... lanes) {
    simd(Simd.SHUFFLE);
    for (int lane : lanes) {
      for (int i = 0; i < 4; i++) {
        body.add(4 * lane + i);
      }
    }
    return this;
  }

  Code lane(int opcode, int lane) {
    simd(opcode);
    body.add(lane);
    return this;
  }

  /** Three vectors a, b, c become a b + c. */
  Code multiplyAdd(int spare) {
    if (relaxed) {
      return simd(Simd.RELAXED_MADD);
    }
    return set(spare).simd(Simd.MUL).get(spare).simd(Simd.ADD);
  }

  /** A vector instruction on memory, at the address on the stack and so many bytes beyond. */
  Code memory(int simdOpcode, int offset) {
    simd(simdOpcode);
    body.unsigned(0).unsigned(offset);
    return this;
  }

  /** Stores the first lane only. */
  Code storeLane(int offset) {
    memory(Simd.STORE_LANE, offset);
    body.add(0);
    return this;
  }

  Code loadFloat(int offset) {
    body.add(0x2a).unsigned(0).unsigned(offset);
    return this;
  }

  Code storeFloat(int offset) {
    body.add(0x38).unsigned(0).unsigned(offset);
    return this;
  }

  /** Fills memory: address, byte and length are on the stack. */
  Code fill() {
    body.add(0xfc).unsigned(11).add(0);
    return this;
  }

  Code add(int local, int constant) {
    return get(local).i32(constant).op(0x6a).set(local);
  }

  /** Runs one of two where the number on the stack is not zero, or is. */
  Code either(Runnable then, Runnable otherwise) {
    body.add(IF).add(NOTHING);
    then.run();
    body.add(ELSE);
    otherwise.run();
    body.add(END);
    return this;
  }

  /** One of two floats, where the number on the stack is not zero, or is. */
  Code choose(Runnable then, Runnable otherwise) {
    body.add(IF).add(F32);
    then.run();
    body.add(ELSE);
    otherwise.run();
    body.add(END);
    return this;
  }

  /** Runs while counter + margin is below the limit, from where the counter stands. */
  Code loop(int counter, int limit, int step, Runnable inside) {
    body.add(BLOCK).add(NOTHING).add(LOOP).add(NOTHING);
    get(counter);
    if (step > 1) {
      i32(step - 1).op(0x6a);
    }
    get(limit).op(0x4e);
    body.add(BRANCH_IF).unsigned(1);
    inside.run();
    add(counter, step);
    body.add(BRANCH).unsigned(0).add(END).add(END);
    return this;
  }
}
