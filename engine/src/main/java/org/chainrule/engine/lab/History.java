package org.chainrule.engine.lab;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.train.TrainerState;

/**
 * States of a run, one every few steps. When they outgrow their room, every second is forgotten, so
 * that the whole course stays within reach; what lies between two is computed again.
 */
final class History {
  private final long room;
  private final List<TrainerState> states = new ArrayList<>();
  private final long start;
  private long stride = 1;

  /**
   * A history that begins with this state.
   *
   * @param room the most bytes that the states may take
   */
  History(TrainerState first, long room) {
    this.room = room;
    start = first.steps();
    states.add(first);
  }

  /** The step of the first state. */
  long start() {
    return start;
  }

  /** Whether the state after this step is to be kept. */
  boolean wants(long step) {
    return step > last().steps() && (step - start) % stride == 0;
  }

  /** Keeps a state that it {@link #wants}. */
  void keep(TrainerState state) {
    states.add(state);
    while (states.size() > 2 && states.size() * state.bytes() > room) {
      stride *= 2;
      states.removeIf(kept -> (kept.steps() - start) % stride != 0);
    }
  }

  private TrainerState last() {
    return states.get(states.size() - 1);
  }

  /** The last state at or before a step. */
  TrainerState before(long step) {
    int low = 0;
    int high = states.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (states.get(middle).steps() <= step) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return states.get(low);
  }

  /** All states, oldest first. */
  List<TrainerState> states() {
    return List.copyOf(states);
  }
}
