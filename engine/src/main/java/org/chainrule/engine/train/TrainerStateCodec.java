package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link TrainerState} as bytes: the letters CRTS, a version, and its members in the order of the
 * record, numbers with their most significant byte first. Floats keep every bit.
 */
public final class TrainerStateCodec {
  private static final int MAGIC = 'C' << 24 | 'R' << 16 | 'T' << 8 | 'S';
  private static final int VERSION = 1;
  private static final int MAX_SLOTS = 8;
  private static final int MAX_NAME = 64;

  private final byte[] bytes;
  private int at;

  private TrainerStateCodec(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes of a state. */
  public static byte[] write(TrainerState state) {
    Optimizer.Memory memory = state.memory();
    int count = state.parameters().length;
    long size = 128L + 2L * MAX_NAME + 8L * memory.numbers().size();
    size += 4L * count * (1 + memory.slots().size());
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("expected a state below 2 GiB, got " + size + " bytes");
    }
    TrainerStateCodec out = new TrainerStateCodec(new byte[(int) size]);
    out.integer(MAGIC);
    out.integer(VERSION);
    out.whole(state.steps());
    out.integer(state.epoch());
    out.integer(state.next());
    out.integer(state.examples());
    out.real(state.lastLoss());
    out.real(state.sofar().loss());
    out.integer(state.sofar().correct());
    out.integer(state.sofar().seen());
    out.real(state.best());
    out.integer(state.waited());
    out.integer(state.optimizer().length());
    for (int i = 0; i < state.optimizer().length(); i++) {
      out.bytes[out.at++] = (byte) state.optimizer().charAt(i);
    }
    out.integer(memory.numbers().size());
    memory.numbers().forEach(out::real);
    out.integer(memory.slots().size());
    out.integer(count);
    out.floats(state.parameters());
    for (float[] slot : memory.slots()) {
      if (slot.length != count) {
        throw new IllegalArgumentException("expected " + count + " numbers, got " + slot.length);
      }
      out.floats(slot);
    }
    byte[] exact = new byte[out.at];
    System.arraycopy(out.bytes, 0, exact, 0, out.at);
    return exact;
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IllegalArgumentException where the bytes are no such state; the message is a sentence
   */
  public static TrainerState read(byte[] bytes) {
    TrainerStateCodec in = new TrainerStateCodec(bytes);
    if (in.integer() != MAGIC) {
      throw new IllegalArgumentException("These bytes are not the state of a training run.");
    }
    int version = in.integer();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "The state of the training run has version "
              + version
              + "; this program reads version "
              + VERSION
              + ".");
    }
    long steps = in.whole();
    int epoch = in.integer();
    int next = in.integer();
    int examples = in.integer();
    double lastLoss = in.real();
    TrainerState.Tally sofar = new TrainerState.Tally(in.real(), in.integer(), in.integer());
    double best = in.real();
    int waited = in.integer();
    int letters = in.bounded(MAX_NAME);
    StringBuilder optimizer = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      in.need(1);
      optimizer.append((char) (bytes[in.at++] & 127));
    }
    List<Double> numbers = new ArrayList<>();
    for (int left = in.bounded(MAX_SLOTS); left > 0; left--) {
      numbers.add(in.real());
    }
    int slotCount = in.bounded(MAX_SLOTS);
    int count = in.bounded(bytes.length / 4);
    if (bytes.length - in.at != 4L * count * (1 + slotCount)) {
      throw damaged();
    }
    float[] parameters = in.floats(count);
    List<float[]> slots = new ArrayList<>();
    for (int i = 0; i < slotCount; i++) {
      slots.add(in.floats(count));
    }
    if (steps < 0 || epoch < 1 || next < 0 || next > examples) {
      throw damaged();
    }
    return new TrainerState(
        steps,
        epoch,
        next,
        examples,
        lastLoss,
        sofar,
        best,
        waited,
        optimizer.toString(),
        new Optimizer.Memory(slots, numbers),
        parameters);
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("The state of the training run is damaged or cut off.");
  }

  private void need(int count) {
    if (bytes.length - at < count) {
      throw damaged();
    }
  }

  private int bounded(int most) {
    int value = integer();
    if (value < 0 || value > most) {
      throw damaged();
    }
    return value;
  }

  private void integer(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[at++] = (byte) (value >>> shift);
    }
  }

  private int integer() {
    need(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | bytes[at++] & 255;
    }
    return value;
  }

  private void whole(long value) {
    integer((int) (value >>> 32));
    integer((int) value);
  }

  private long whole() {
    long high = integer();
    return high << 32 | integer() & 0xFFFFFFFFL;
  }

  private void real(double value) {
    whole(Double.doubleToRawLongBits(value));
  }

  private double real() {
    return Double.longBitsToDouble(whole());
  }

  private void floats(float[] values) {
    for (float value : values) {
      integer(Float.floatToRawIntBits(value));
    }
  }

  private float[] floats(int count) {
    need(4 * count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.intBitsToFloat(integer());
    }
    return values;
  }
}
