package org.chainrule.spark;

import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.DevicePass;
import org.chainrule.engine.train.TrainerState;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.engine.train.Update;

/** The model on one core of one machine, ready to run a share of a minibatch. One thread. */
final class Replica {
  /** Further apart than the steps of a run, so that no two shares draw the same dropout. */
  private static final int STEPS_BETWEEN_SHARES = 1 << 20;

  private final Program program;
  private final PortableDevice device;
  private final DevicePass pass;
  private final Update update;

  Replica(Program program, Dataset train, TrainingSettings settings) throws ProblemException {
    this.program = program;
    device = new PortableDevice(program);
    pass = new DevicePass(device, train);
    update = new Update(program, settings);
  }

  Program program() {
    return program;
  }

  float[] arena() {
    return device.arena();
  }

  Update update() {
    return update;
  }

  /** Runs examples forward and backward; their gradient stands in the arena. */
  TrainerState.Tally run(int[] order, int from, int examples, long step, int share) {
    return pass.run(order, from, examples, (int) step + share * STEPS_BETWEEN_SHARES);
  }
}
