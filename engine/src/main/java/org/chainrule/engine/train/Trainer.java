package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;

/**
 * Trains a program step by step: shuffle, feed a minibatch, run forward and backward, let the
 * optimizer move. The same program, data and settings give the same steps. Holds the state of one
 * run; one thread.
 */
public final class Trainer {
  private final Program program;
  private final Device device;
  private final TrainingSettings settings;
  private final Update update;
  private final Scoring scoring;
  private final Pass pass;
  private final int[] order;
  private long steps;
  private int next;
  private int epoch = 1;
  private double lastLoss = Double.NaN;
  private TrainerState.Tally sofar = TrainerState.Tally.NOTHING;
  private double best = Double.POSITIVE_INFINITY;
  private int waited;

  /**
   * A run that has not taken a step.
   *
   * @throws ProblemException where the settings are out of bounds or the data set does not fit the
   *     graph
   */
  public Trainer(Device device, Dataset dataset, TrainingSettings settings)
      throws ProblemException {
    this(device, dataset, settings, new DevicePass(device, dataset));
  }

  /**
   * A run whose minibatches are run by another than its device, which holds the parameters and is
   * where they move.
   *
   * @throws ProblemException where the settings are out of bounds or the data set does not fit the
   *     graph
   */
  public Trainer(Device device, Dataset dataset, TrainingSettings settings, Pass pass)
      throws ProblemException {
    settings.validate();
    this.program = device.program();
    this.device = device;
    this.pass = pass;
    this.settings = settings;
    if (settings.batchSize() > program.batchSize()) {
      throw new IllegalArgumentException(
          "expected a program for batches of "
              + settings.batchSize()
              + ", got "
              + program.batchSize());
    }
    update = new Update(program, settings);
    update.optimizer().settle(device);
    scoring = new Scoring(device);
    check(program, dataset.columns());
    order = new int[dataset.size()];
    shuffle();
  }

  /**
   * Refuses a data set that cannot train a program, before either is loaded or run.
   *
   * @throws ProblemException naming each node at fault
   */
  public static void check(Program program, List<Dataset.Column> columns) throws ProblemException {
    Feeding.match(program, columns);
    checkClasses(program);
  }

  /** A class without a score would make every loss undefined. */
  private static void checkClasses(Program program) throws ProblemException {
    Program.Scored scored = program.scored();
    if (scored == null || scored.rule() != Prediction.Rule.ARGMAX) {
      return;
    }
    for (Program.Feed feed : program.feeds()) {
      boolean judged = feed.buffer().equals(scored.label());
      if (judged && feed.classes() > scored.scores().size()) {
        throw new ProblemException(
            new Problem.NotTrainable(
                feed.node(),
                feed.name()
                    + " names "
                    + feed.classes()
                    + " classes, but the model has only "
                    + scored.scores().size()
                    + " scores; give it one for each class."));
      }
    }
  }

  /**
   * Writes the order in which an epoch sees its examples; it follows from the seed and the epoch
   * alone.
   *
   * @param epoch from 1
   */
  public static void shuffle(int[] order, int seed, int epoch) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    new Generator(seed, epoch).shuffle(order);
  }

  private void shuffle() {
    shuffle(order, settings.seed(), epoch);
  }

  /** Takes one step; false, and nothing is done, where all epochs are over. */
  public boolean step() {
    if (finished()) {
      return false;
    }
    if (next == order.length) {
      epoch++;
      next = 0;
      sofar = TrainerState.Tally.NOTHING;
      shuffle();
    }
    TrainerState.Tally batch = pass();
    update.apply(device.arena(), place());
    next += batch.seen();
    steps++;
    lastLoss = batch.loss() / batch.seen();
    sofar = sofar.plus(batch);
    return true;
  }

  /** Runs the next minibatch forward and backward. */
  private TrainerState.Tally pass() {
    int examples = Math.min(settings.batchSize(), order.length - next);
    return pass.run(order, next, examples, (int) (steps + 1));
  }

  /**
   * The examples of the next minibatch, after running it forward and backward without a step: its
   * values and gradients stand in the arena. Empty where all epochs are over.
   */
  public int[] look() {
    if (next == order.length && epoch >= settings.epochs()) {
      return new int[0];
    }
    int[] kept = order.clone();
    int keptNext = next;
    if (next == order.length) {
      epoch++;
      next = 0;
      shuffle();
      epoch--;
    }
    int examples = pass().seen();
    int[] seen = Arrays.copyOfRange(order, next, next + examples);
    next = keptNext;
    System.arraycopy(kept, 0, order, 0, order.length);
    return seen;
  }

  /** The examples of the last minibatch; none before the first step. */
  public int[] last() {
    int from = next == 0 ? 0 : (next - 1) / settings.batchSize() * settings.batchSize();
    return Arrays.copyOfRange(order, from, next);
  }

  private Schedule.Place place() {
    return new Schedule.Place(steps, stepsPerEpoch(), stepsTotal());
  }

  /** The learning rate of the step that comes next. */
  public double learningRate() {
    return update.rate(place());
  }

  /**
   * Hears of the loss over the validation examples: a run that waits too long for a better ends.
   */
  public void heed(double validationLoss) {
    if (validationLoss < best) {
      best = validationLoss;
      waited = 0;
    } else {
      waited++;
    }
  }

  /** Whether the run ended for want of a better validation loss. */
  public boolean stoppedEarly() {
    return settings.patience() > 0 && waited >= settings.patience();
  }

  /** Whether all epochs are over, or the run has stopped early. */
  public boolean finished() {
    return stoppedEarly() || epoch >= settings.epochs() && next == order.length;
  }

  /** The epoch of the last step, from 1. */
  public int epoch() {
    return epoch;
  }

  /** Steps taken. */
  public long stepsDone() {
    return steps;
  }

  /** Steps of one epoch. */
  public int stepsPerEpoch() {
    return (order.length + settings.batchSize() - 1) / settings.batchSize();
  }

  /** Steps of all epochs. */
  public long stepsTotal() {
    return (long) stepsPerEpoch() * settings.epochs();
  }

  /** The mean loss of the last minibatch, before its step; NaN before the first. */
  public double lastLoss() {
    return lastLoss;
  }

  /** The mean loss over this epoch so far; NaN before the first step. */
  public double loss() {
    return sofar.seen() == 0 ? Double.NaN : sofar.loss() / sofar.seen();
  }

  /** The share of right predictions over this epoch so far; NaN where nothing is counted. */
  public double accuracy() {
    return sofar.seen() == 0 || program.scored() == null
        ? Double.NaN
        : (double) sofar.correct() / sofar.seen();
  }

  /**
   * Mean loss and accuracy over a data set.
   *
   * @param accuracy NaN where nothing is counted
   */
  public record Metrics(double loss, double accuracy) {}

  /**
   * Runs the model over a data set without training it.
   *
   * @throws ProblemException where the data set does not fit the graph
   */
  public Metrics evaluate(Dataset data) throws ProblemException {
    Feeding from = Feeding.match(program, data.columns());
    double loss = 0;
    long correct = 0;
    for (int start = 0; start < data.size(); start += program.batchSize()) {
      int examples = Math.min(program.batchSize(), data.size() - start);
      for (int row = 0; row < examples; row++) {
        from.copy(data, start + row, device.arena(), row);
      }
      device.forward(examples, Device.TESTING);
      loss += scoring.loss(examples);
      correct += scoring.correct(examples);
    }
    boolean counted = program.scored() != null;
    return new Metrics(loss / data.size(), counted ? (double) correct / data.size() : Double.NaN);
  }

  /**
   * What one value of the graph is for each example of a data set, one after the other.
   *
   * @param value where it stands
   * @throws ProblemException where the data set does not fit the graph
   */
  public float[] predict(Dataset data, Buffer value) throws ProblemException {
    Feeding from = Feeding.match(program, data.columns());
    float[] out = new float[data.size() * value.size()];
    for (int start = 0; start < data.size(); start += program.batchSize()) {
      int examples = Math.min(program.batchSize(), data.size() - start);
      for (int row = 0; row < examples; row++) {
        from.copy(data, start + row, device.arena(), row);
      }
      device.forward(examples, Device.TESTING);
      for (int row = 0; row < examples; row++) {
        int at = value.offset() + (value.batched() ? row * value.size() : 0);
        System.arraycopy(device.arena(), at, out, (start + row) * value.size(), value.size());
      }
    }
    return out;
  }

  /** A parameter as it stands, copied. */
  public record NamedTensor(String name, Shape shape, float[] values) {}

  /** All parameters as they stand, copied. */
  public List<NamedTensor> parameters() {
    List<NamedTensor> out = new ArrayList<>();
    for (Program.Parameter parameter : program.parameters()) {
      int from = parameter.buffer().offset();
      float[] values = Arrays.copyOfRange(device.arena(), from, from + parameter.buffer().size());
      out.add(new NamedTensor(parameter.name(), parameter.shape(), values));
    }
    return out;
  }

  /** Everything that the run needs to go on. */
  public TrainerState state() {
    int from = program.parametersAt();
    return new TrainerState(
        steps,
        epoch,
        next,
        order.length,
        lastLoss,
        sofar,
        best,
        waited,
        settings.optimizer(),
        update.optimizer().memory(),
        Arrays.copyOfRange(device.arena(), from, from + program.parameterCount()));
  }

  /**
   * Goes on from a state, with the settings of this trainer. What another kind of optimizer has
   * remembered is of no use to this one, which then begins without memory.
   *
   * @throws ProblemException where the state is one of another graph or another data set
   */
  public void restore(TrainerState state) throws ProblemException {
    if (state.parameters().length != program.parameterCount() || state.examples() != order.length) {
      throw new ProblemException(
          new Problem.NotTrainable(
              null,
              "The run has "
                  + state.parameters().length
                  + " numbers to learn from "
                  + state.examples()
                  + " examples, but this graph has "
                  + program.parameterCount()
                  + " and this data set "
                  + order.length
                  + "; go on with the graph and the data of the run."));
    }
    System.arraycopy(
        state.parameters(), 0, device.arena(), program.parametersAt(), program.parameterCount());
    if (state.optimizer().equals(settings.optimizer())) {
      update.optimizer().recall(state.memory());
    }
    steps = state.steps();
    epoch = state.epoch();
    next = state.next();
    lastLoss = state.lastLoss();
    sofar = state.sofar();
    best = state.best();
    waited = state.waited();
    shuffle();
  }
}
