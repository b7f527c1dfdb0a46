package org.chainrule.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.train.Optimizer;
import org.chainrule.engine.train.Schedule;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainerState;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.engine.train.Update;

/**
 * Local SGD: every share takes some steps of its own over its part of each minibatch, then
 * parameters and what the optimizers remember are averaged, weighted by the examples seen. A round
 * costs one exchange, however many steps it has. Stich 2019, arXiv:1805.09767.
 */
final class LocalSgd {
  private final Device device;
  private final Shares shares;
  private final TrainingSettings settings;
  private final int localSteps;
  private final int[] order;
  private final int stepsPerEpoch;
  private final long stepsTotal;
  private Optimizer.Memory memory;
  private long steps;
  private double lastLoss = Double.NaN;

  /**
   * A run that has not taken a step.
   *
   * @param trainer of the same device, data and settings; not stepped
   */
  LocalSgd(
      Device device,
      Shares shares,
      Trainer trainer,
      int examples,
      TrainingSettings settings,
      int localSteps) {
    this.device = device;
    this.shares = shares;
    this.settings = settings;
    this.localSteps = localSteps;
    order = new int[examples];
    stepsPerEpoch = trainer.stepsPerEpoch();
    stepsTotal = trainer.stepsTotal();
    memory = trainer.state().memory();
  }

  /**
   * Steps between two averages.
   *
   * @param start parameters, then each slot of the optimizer's memory
   * @param numbers what the optimizer remembers besides
   * @param examples of all its minibatches, one after the other
   * @param first the first step, from 0
   */
  private record Round(
      float[] start,
      double[] numbers,
      int[] examples,
      int batchSize,
      long first,
      int stepsPerEpoch,
      long stepsTotal,
      int shares)
      implements Shares.Work {

    @Override
    public void run(Replica replica, int share, Sum into) {
      Program program = replica.program();
      int count = program.parameterCount();
      System.arraycopy(start, 0, replica.arena(), program.parametersAt(), count);
      Update update = replica.update();
      update.optimizer().recall(memory(start, numbers, count));
      TrainerState.Tally all = TrainerState.Tally.NOTHING;
      long step = first;
      for (int at = 0; at < examples.length; at += batchSize, step++) {
        int batch = Math.min(batchSize, examples.length - at);
        int from = Sharing.begin(batch, share, shares);
        int own = Sharing.begin(batch, share + 1, shares) - from;
        if (own > 0) {
          all = all.plus(replica.run(examples, at + from, own, step + 1, share));
          weigh(replica, (float) batch / own);
          update.apply(replica.arena(), new Schedule.Place(step, stepsPerEpoch, stepsTotal));
        }
      }
      if (all.seen() > 0) {
        add(replica, all, into.sized(start.length + numbers.length));
      }
    }

    /** The sum of a share's losses stands for the sum of all. */
    private static void weigh(Replica replica, float weight) {
      Program program = replica.program();
      if (program.reduction() == BatchReduction.SUM) {
        int from = program.gradientsAt();
        for (int i = from; i < from + program.parameterCount(); i++) {
          replica.arena()[i] *= weight;
        }
      }
    }

    private static void add(Replica replica, TrainerState.Tally seen, Sum into) {
      Program program = replica.program();
      int count = program.parameterCount();
      into.count(seen);
      into.add(0, replica.arena(), program.parametersAt(), count, seen.seen());
      Optimizer.Memory memory = replica.update().optimizer().memory();
      int at = count;
      for (float[] slot : memory.slots()) {
        into.add(at, slot, 0, count, seen.seen());
        at += count;
      }
      for (double number : memory.numbers()) {
        into.add(at++, number, seen.seen());
      }
    }
  }

  private static Optimizer.Memory memory(float[] state, double[] numbers, int count) {
    List<float[]> slots = new ArrayList<>();
    for (int at = count; at < state.length; at += count) {
      slots.add(Arrays.copyOfRange(state, at, at + count));
    }
    return new Optimizer.Memory(slots, Arrays.stream(numbers).boxed().toList());
  }

  /**
   * Takes a round, which ends with the epoch at the latest; false, and nothing is done, where all
   * epochs are over.
   */
  boolean round() {
    if (steps == stepsTotal) {
      return false;
    }
    int done = (int) (steps % stepsPerEpoch);
    if (done == 0) {
      Trainer.shuffle(order, settings.seed(), (int) (steps / stepsPerEpoch) + 1);
    }
    int taken = Math.min(localSteps, stepsPerEpoch - done);
    int batch = settings.batchSize();
    int to = Math.min(order.length, (done + taken) * batch);
    int[] examples = Arrays.copyOfRange(order, done * batch, to);
    double[] numbers = memory.numbers().stream().mapToDouble(Double::doubleValue).toArray();
    Round round =
        new Round(
            state(), numbers, examples, batch, steps, stepsPerEpoch, stepsTotal, shares.count());
    Sum sum = shares.sum(round);
    settle(sum, numbers.length);
    steps += taken;
    lastLoss = sum.tally().loss() / sum.tally().seen();
    return true;
  }

  private float[] state() {
    Program program = device.program();
    int count = program.parameterCount();
    float[] state = new float[count * (1 + memory.slots().size())];
    System.arraycopy(device.arena(), program.parametersAt(), state, 0, count);
    for (int slot = 0; slot < memory.slots().size(); slot++) {
      System.arraycopy(memory.slots().get(slot), 0, state, (slot + 1) * count, count);
    }
    return state;
  }

  /** Takes over the averages. */
  private void settle(Sum sum, int numberCount) {
    Program program = device.program();
    int count = program.parameterCount();
    double[] sums = sum.numbers();
    double[] numbers = new double[numberCount];
    float[] state = new float[sums.length - numberCount];
    for (int i = 0; i < sums.length; i++) {
      double mean = sums[i] / sum.tally().seen();
      if (i < state.length) {
        state[i] = (float) mean;
      } else {
        numbers[i - state.length] = mean;
      }
    }
    System.arraycopy(state, 0, device.arena(), program.parametersAt(), count);
    memory = memory(state, numbers, count);
  }

  /** The mean loss of the last round, of each example before its step; NaN before the first. */
  double lastLoss() {
    return lastLoss;
  }

  /** Steps taken. */
  long stepsDone() {
    return steps;
  }
}
