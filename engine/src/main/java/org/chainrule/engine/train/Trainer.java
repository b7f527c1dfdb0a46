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
  private final Dataset dataset;
  private final TrainingSettings settings;
  private final Optimizer optimizer;
  private final Feeding feeding;
  private final int[] order;
  private long steps;
  private int next;
  private int epoch = 1;
  private double lastLoss = Double.NaN;
  private double epochLoss;
  private int epochCorrect;
  private int epochSeen;

  /**
   * A run that has not taken a step.
   *
   * @throws ProblemException where the settings are out of bounds or the data set does not fit the
   *     graph
   */
  public Trainer(Device device, Dataset dataset, TrainingSettings settings)
      throws ProblemException {
    settings.validate();
    this.program = device.program();
    this.device = device;
    this.dataset = dataset;
    this.settings = settings;
    Optimizers.Kind kind = Optimizers.named(settings.optimizer());
    if (kind == null || settings.batchSize() > program.batchSize()) {
      throw new IllegalArgumentException(
          "expected a program for batches of "
              + settings.batchSize()
              + ", got "
              + program.batchSize());
    }
    optimizer = kind.create().apply(settings.learningRate());
    feeding = Feeding.match(program, dataset.columns());
    checkClasses(program);
    order = new int[dataset.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
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

  private void shuffle() {
    new Generator(settings.seed(), epoch).shuffle(order);
  }

  /** Takes one step; false, and nothing is done, where all epochs are over. */
  public boolean step() {
    if (finished()) {
      return false;
    }
    if (next == order.length) {
      epoch++;
      next = 0;
      epochLoss = 0;
      epochCorrect = 0;
      epochSeen = 0;
      shuffle();
    }
    int examples = Math.min(settings.batchSize(), order.length - next);
    for (int row = 0; row < examples; row++) {
      feeding.copy(dataset, order[next + row], device.arena(), row);
    }
    int step = (int) (steps + 1);
    device.forward(examples, step);
    double sum = lossSum(examples);
    device.backward(examples, step);
    optimizer.step(
        device.arena(), program.parametersAt(), program.gradientsAt(), program.parameterCount());
    next += examples;
    steps++;
    lastLoss = sum / examples;
    epochLoss += sum;
    epochSeen += examples;
    epochCorrect += correct(examples);
    return true;
  }

  private double lossSum(int examples) {
    Buffer loss = program.loss();
    if (!loss.batched()) {
      return device.arena()[loss.offset()] * (double) examples;
    }
    double sum = 0;
    for (int row = 0; row < examples; row++) {
      sum += device.arena()[loss.offset() + row];
    }
    return sum;
  }

  private int correct(int examples) {
    Program.Scored scored = program.scored();
    int correct = 0;
    for (int row = 0; scored != null && row < examples; row++) {
      correct += isRight(scored, row) ? 1 : 0;
    }
    return correct;
  }

  private boolean isRight(Program.Scored scored, int row) {
    float[] arena = device.arena();
    int from = scored.scores().offset() + row * scored.scores().size();
    float label = arena[scored.label().offset() + row];
    if (scored.rule() != Prediction.Rule.ARGMAX) {
      float threshold = scored.rule() == Prediction.Rule.HALF ? 0.5f : 0;
      return arena[from] > threshold == label > 0.5f;
    }
    int best = 0;
    for (int i = 1; i < scored.scores().size(); i++) {
      best = arena[from + i] > arena[from + best] ? i : best;
    }
    return best == (int) label;
  }

  /** Whether all epochs are over. */
  public boolean finished() {
    return epoch >= settings.epochs() && next == order.length;
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
    return epochSeen == 0 ? Double.NaN : epochLoss / epochSeen;
  }

  /** The share of right predictions over this epoch so far; NaN where nothing is counted. */
  public double accuracy() {
    return epochSeen == 0 || program.scored() == null
        ? Double.NaN
        : (double) epochCorrect / epochSeen;
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
      loss += lossSum(examples);
      correct += correct(examples);
    }
    boolean counted = program.scored() != null;
    return new Metrics(loss / data.size(), counted ? (double) correct / data.size() : Double.NaN);
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
}
