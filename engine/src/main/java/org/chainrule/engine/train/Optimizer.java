package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.device.Device;

/**
 * A rule that moves parameters against their gradients. It holds what it remembers between steps;
 * one run, one thread.
 */
public interface Optimizer {

  /**
   * Takes one step in place.
   *
   * @param arena holds parameters and gradients
   * @param parameters where the parameters start
   * @param gradients where their gradients start, in the same order
   * @param rate the learning rate of this step
   */
  void step(float[] arena, int parameters, int gradients, double rate);

  /** Keeps what it remembers on the device, before the first step, where that makes it faster. */
  default void settle(Device device) {}

  /** What it remembers, copied. */
  Memory memory();

  /**
   * Goes on from what another of its kind remembered.
   *
   * @throws IllegalArgumentException where it is not of the same make
   */
  void recall(Memory memory);

  /**
   * What an optimizer remembers of past gradients.
   *
   * @param slots arrays with a number for each parameter; nobody writes to them
   * @param numbers what it remembers besides
   */
  record Memory(List<float[]> slots, List<Double> numbers) {

    /** That of an optimizer which remembers nothing. */
    static final Memory NONE = new Memory(List.of(), List.of());

    public Memory {
      slots = List.copyOf(slots);
      numbers = List.copyOf(numbers);
    }
  }
}
