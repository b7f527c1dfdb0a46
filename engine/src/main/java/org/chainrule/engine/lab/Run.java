package org.chainrule.engine.lab;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.chainrule.engine.data.FrameDataset;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Fit;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainerState;
import org.chainrule.engine.train.TrainingSettings;
import org.jspecify.annotations.Nullable;

/**
 * A run that can be moved to any of its steps, watched and forked. It stands at one step, its
 * cursor; the furthest it has been is its head. One thread.
 */
public final class Run {
  /** The most bytes that kept states may take. */
  private static final long ROOM = 32L << 20;

  /** Examples of one forward pass while nothing is trained. */
  private static final int WATCHED = 128;

  private final Plan plan;
  private final Prepared data;
  private final TrainingSettings settings;
  private final Function<Program, Device> devices;
  private final Device device;
  private final Trainer trainer;
  private final Parts parts;
  private final History history;
  private final Figures figures;
  private final @Nullable Output output;
  private float[] previous;
  private long head;
  private @Nullable Divergence divergence;

  /** The examples of a run, as its graph takes them. */
  record Parts(
      List<FrameDataset.Place> places,
      FrameDataset train,
      FrameDataset validation,
      FrameDataset test) {}

  /**
   * A run that has not taken a step.
   *
   * @throws ProblemException where the graph cannot be trained so, or not on this data
   */
  public Run(Plan plan, Prepared data, TrainingSettings settings) throws ProblemException {
    this(plan, data, settings, PortableDevice::new);
  }

  /**
   * The same on a device of the caller's.
   *
   * @param devices makes a device for a program
   */
  public Run(Plan plan, Prepared data, TrainingSettings settings, Function<Program, Device> devices)
      throws ProblemException {
    this(plan, data, Fit.of(program(plan, data, settings), data.frame()), settings, devices, null);
  }

  private Run(
      Plan plan,
      Prepared data,
      List<FrameDataset.Place> places,
      TrainingSettings settings,
      Function<Program, Device> devices,
      @Nullable TrainerState from)
      throws ProblemException {
    this.plan = plan;
    this.devices = devices;
    this.data = data;
    this.settings = settings;
    Program program = program(plan, data, settings);
    device = devices.apply(program);
    parts =
        new Parts(
            places,
            new FrameDataset(data.frame(), places, data.split().train()),
            new FrameDataset(data.frame(), places, data.split().validation()),
            new FrameDataset(data.frame(), places, data.split().test()));
    trainer = new Trainer(device, parts.train(), settings);
    output = Output.of(plan, program);
    if (from != null) {
      trainer.restore(from);
    }
    previous = parameters();
    head = trainer.stepsDone();
    history = new History(trainer.state(), ROOM);
    figures = new Figures(head, Math.max(1, trainer.stepsPerEpoch() / 2));
    record();
  }

  /**
   * A run on the example that the document itself holds.
   *
   * @throws ProblemException where the graph cannot be trained so, or an input has no value
   */
  public static Run onOwnExample(
      Plan plan, TrainingSettings settings, Function<Program, Device> devices)
      throws ProblemException {
    Own own = Own.of(Program.compile(plan, 1, settings.reduction()));
    return new Run(plan, own.data(), own.places(), settings, devices, null);
  }

  private static Program program(Plan plan, Prepared data, TrainingSettings settings)
      throws ProblemException {
    settings.validate();
    int capacity = Math.max(settings.batchSize(), Math.min(WATCHED, data.frame().size()));
    return Program.compile(plan, capacity, settings.reduction());
  }

  /**
   * A run that goes on from this one's cursor with other settings, over the same examples in the
   * same order.
   *
   * @throws ProblemException where the settings do not fit
   */
  public Run fork(TrainingSettings other) throws ProblemException {
    return new Run(plan, data, parts.places(), other, devices, trainer.state());
  }

  Plan plan() {
    return plan;
  }

  Device device() {
    return device;
  }

  Program program() {
    return device.program();
  }

  Prepared data() {
    return data;
  }

  Parts parts() {
    return parts;
  }

  Trainer trainer() {
    return trainer;
  }

  History history() {
    return history;
  }

  float[] arena() {
    return device.arena();
  }

  @Nullable Output output() {
    return output;
  }

  /** Its settings. */
  public TrainingSettings settings() {
    return settings;
  }

  /** Its course. */
  public Figures figures() {
    return figures;
  }

  /** The step it stands at. */
  public long cursor() {
    return trainer.stepsDone();
  }

  /** The furthest step it has been at. */
  public long head() {
    return head;
  }

  /** The step it began with: 0, or where it was forked. */
  public long start() {
    return history.start();
  }

  /** Steps of one epoch. */
  public int stepsPerEpoch() {
    return trainer.stepsPerEpoch();
  }

  /** Whether there is no step after the cursor. */
  public boolean finished() {
    return divergence != null && cursor() >= head || trainer.finished();
  }

  /** Whether it ended for want of a better validation loss. */
  public boolean stoppedEarly() {
    return trainer.stoppedEarly();
  }

  /** Why it left the finite numbers, or null as long as it has not. */
  public @Nullable Divergence divergence() {
    return divergence;
  }

  /** Takes up to so many steps from the cursor on. */
  public void advance(int count) throws ProblemException {
    for (int i = 0; i < count && !finished(); i++) {
      step();
    }
  }

  private void step() throws ProblemException {
    previous = parameters();
    trainer.step();
    long step = cursor();
    if (settings.patience() > 0
        && data.split().validation().length > 0
        && step % trainer.stepsPerEpoch() == 0) {
      trainer.heed(trainer.evaluate(parts.validation()).loss());
    }
    if (step <= head) {
      return;
    }
    head = step;
    if (!Double.isFinite(trainer.lastLoss()) || !areFinite(parameters())) {
      divergence = Divergence.at(this, step);
      return;
    }
    if (history.wants(step)) {
      history.keep(trainer.state());
    }
    record();
  }

  private static boolean areFinite(float[] numbers) {
    float sum = 0;
    for (float number : numbers) {
      sum += number * 0;
    }
    return sum == 0;
  }

  private void record() throws ProblemException {
    if (figures.wants(cursor())) {
      figures.add(now());
    }
  }

  /** How it stands at the cursor. */
  public Figures.Point now() throws ProblemException {
    double norm = cursor() == start() ? Double.NaN : gradientNorm();
    Trainer.Metrics train = trainer.evaluate(parts.train());
    Trainer.Metrics validation = held();
    return new Figures.Point(
        cursor(),
        trainer.epoch(),
        train.loss(),
        train.accuracy(),
        validation.loss(),
        validation.accuracy(),
        trainer.learningRate(),
        norm);
  }

  /** Over the validation examples, or where there are none over the test examples. */
  private Trainer.Metrics held() throws ProblemException {
    if (parts.validation().size() > 0) {
      return trainer.evaluate(parts.validation());
    }
    return parts.test().size() > 0
        ? trainer.evaluate(parts.test())
        : new Trainer.Metrics(Double.NaN, Double.NaN);
  }

  private double gradientNorm() {
    double squares = 0;
    int from = program().gradientsAt();
    for (int i = from; i < from + program().parameterCount(); i++) {
      squares += (double) arena()[i] * arena()[i];
    }
    return Math.sqrt(squares);
  }

  /** Moves the cursor to a step between its start and its head; what it shows there is exact. */
  public void seek(long step) throws ProblemException {
    long to = Math.max(start(), Math.min(head, step));
    if (to == cursor()) {
      return;
    }
    TrainerState from = history.before(Math.max(start(), to - 1));
    trainer.restore(from);
    previous = parameters();
    while (cursor() < to) {
      step();
    }
  }

  /** Every parameter at the cursor, one after the other. */
  float[] parameters() {
    int from = program().parametersAt();
    return Arrays.copyOfRange(arena(), from, from + program().parameterCount());
  }

  /** Every parameter before the last step. */
  float[] previous() {
    return previous;
  }
}
