package org.chainrule.server.training;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.chainrule.engine.data.DigitTask;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Evaluator;
import org.chainrule.engine.train.Report;
import org.chainrule.engine.train.Trainer;
import org.jspecify.annotations.Nullable;

/** Trains one graph from its first step to its last; used once, by one thread. */
public final class TrainingLoop {

  private static final long MILLIS_BETWEEN_NEWS = 100;

  private final TrainingRequest request;
  private final Mnist mnist;
  private final Clock clock;
  private final SmoothedLoss smoothLoss = new SmoothedLoss();
  private double testLoss = Double.NaN;
  private double testAccuracy = Double.NaN;
  private long started;
  private long told;

  public TrainingLoop(TrainingRequest request, Mnist mnist, Clock clock) {
    this.request = request;
    this.mnist = mnist;
    this.clock = clock;
  }

  /** Follows a run, on the thread that runs it. */
  public interface Observer {

    /** Asked after every step: whether to end at once. */
    boolean stopRequested();

    /**
     * All that belongs to a step is done: the run could go on from here.
     *
     * @param point makes what it needs for that; valid until this returns
     * @return whether to go on now
     */
    default boolean settled(Supplier<ResumePoint> point) {
      return true;
    }

    /** The run is about to begin with parameters of these names and shapes, as JSON. */
    default void layout(String json) {}

    /** One step was done; the loss is that of its minibatch. */
    void step(long step, double loss, double trainAccuracy);

    /** News, at most ten times a second and once more after each epoch. */
    void progress(Figures figures);

    /**
     * Test examples are being judged; what they say so far, as JSON, at most ten times a second.
     */
    default void judging(String reportJson) {}

    /** An epoch was completed and all test examples were judged. */
    void epoch(Figures figures, Judged judged);

    /** The parameters at a step that is to be kept. */
    default void checkpoint(Checkpoint checkpoint) {}
  }

  /**
   * What the test examples said after an epoch.
   *
   * @param report JSON: summed up
   * @param outcomes one by one, in the form of {@link OutcomeCodec}
   */
  public record Judged(String report, String outcomes) {}

  /** How a run ended, with its last figures. */
  public sealed interface Outcome {

    Figures figures();

    /** It did all its epochs. */
    record Finished(Figures figures, List<Trainer.NamedTensor> parameters) implements Outcome {

      /** What was learned, each number in as few digits as give the same float again. */
      String parametersJson() {
        JsonWriter out = new JsonWriter().beginObject().key("parameters").beginArray();
        for (Trainer.NamedTensor parameter : parameters) {
          out.beginObject().key("name").value(parameter.name()).key("shape").beginArray();
          for (int dim : parameter.shape().dims()) {
            out.value(dim);
          }
          out.endArray().key("values").beginArray();
          for (float value : parameter.values()) {
            out.raw(Float.toString(value));
          }
          out.endArray().endObject();
        }
        return out.endArray().endObject().toString();
      }
    }

    /** It was asked to stop. */
    record Stopped(Figures figures) implements Outcome {}

    /** The loss left the finite numbers. */
    record Diverged(Figures figures, String sentence) implements Outcome {}
  }

  /**
   * Runs to the end.
   *
   * @throws ProblemException when the graph cannot be trained
   * @throws DatasetException when the data cannot be read
   */
  public Outcome run(Observer observer) throws ProblemException {
    return run(observer, null);
  }

  /**
   * Runs to the end from where an earlier loop has come to, with the same steps that it would have
   * taken.
   *
   * @param from the point, or null for the beginning
   */
  Outcome run(Observer observer, @Nullable ResumePoint from) throws ProblemException {
    Trainable trainable = Trainable.check(request);
    Program program = trainable.program();
    DigitTask train = trainable.task(mnist.train());
    DigitTask test = trainable.task(mnist.test());
    observer.layout(layout(program));
    try (Device device =
        MatrixProducts.openBlas()
            .map(products -> new PortableDevice(program, products))
            .orElseGet(() -> new PortableDevice(program))) {
      Trainer trainer = new Trainer(device, train, request.settings());
      started = clock.millis();
      if (from == null) {
        observer.checkpoint(checkpoint(trainer, device, Double.NaN));
      } else {
        resume(trainer, from);
      }
      return steps(trainer, device, test, trainable.classNames(), observer);
    }
  }

  private void resume(Trainer trainer, ResumePoint from) throws ProblemException {
    trainer.restore(from.trainer());
    smoothLoss.set(from.smoothLoss());
    testLoss = from.testLoss();
    testAccuracy = from.testAccuracy();
    started -= from.elapsedMillis();
  }

  private ResumePoint point(Trainer trainer) {
    return new ResumePoint(
        trainer.state(), smoothLoss.copy(), testLoss, testAccuracy, clock.millis() - started);
  }

  private static String layout(Program program) {
    JsonWriter out = new JsonWriter().beginArray();
    for (Program.Parameter parameter : program.parameters()) {
      out.beginObject().key("name").value(parameter.name()).key("shape").beginArray();
      for (int dim : parameter.shape().dims()) {
        out.value(dim);
      }
      out.endArray().endObject();
    }
    return out.endArray().toString();
  }

  private Outcome steps(
      Trainer trainer, Device device, DigitTask test, List<String> classNames, Observer observer)
      throws ProblemException {
    long interval =
        Checkpoint.interval(
            request.checkpointEvery(), trainer.stepsTotal(), device.program().parameterCount());
    told = clock.millis();
    while (trainer.step()) {
      long step = trainer.stepsDone();
      double loss = trainer.lastLoss();
      smoothLoss.add(loss);
      observer.step(step, loss, trainer.accuracy());
      if (!Double.isFinite(loss)) {
        return new Outcome.Diverged(figures(trainer), diverged(step));
      }
      if (observer.stopRequested()) {
        return new Outcome.Stopped(figures(trainer));
      }
      boolean wholeEpoch = step % trainer.stepsPerEpoch() == 0;
      if (wholeEpoch) {
        Judged judged = judge(device, test, classNames, observer);
        observer.epoch(figures(trainer), judged);
        told = clock.millis();
      } else if (clock.millis() - told >= MILLIS_BETWEEN_NEWS) {
        observer.progress(figures(trainer));
        told = clock.millis();
      }
      if (step % interval == 0 || step == trainer.stepsTotal()) {
        observer.checkpoint(checkpoint(trainer, device, wholeEpoch ? testAccuracy : Double.NaN));
      }
      if (!observer.settled(() -> point(trainer))) {
        return new Outcome.Stopped(figures(trainer));
      }
    }
    return new Outcome.Finished(figures(trainer), trainer.parameters());
  }

  /** Judges the test examples; a run that is asked to stop does so after the next step. */
  private Judged judge(Device device, DigitTask test, List<String> classNames, Observer observer)
      throws ProblemException {
    Evaluator evaluator = new Evaluator(device, test);
    while (evaluator.step()) {
      if (clock.millis() - told >= MILLIS_BETWEEN_NEWS) {
        observer.judging(evaluator.report(classNames).json(test::image));
        told = clock.millis();
      }
    }
    Report report = evaluator.report(classNames);
    testLoss = report.loss();
    testAccuracy = report.accuracy();
    return new Judged(
        report.json(test::image), OutcomeCodec.write(evaluator.outcomes(), test::image));
  }

  private Checkpoint checkpoint(Trainer trainer, Device device, double accuracy) {
    Program program = device.program();
    int from = program.parametersAt();
    return new Checkpoint(
        trainer.stepsDone(),
        trainer.epoch(),
        smoothLoss.value(),
        trainer.accuracy(),
        accuracy,
        Arrays.copyOfRange(device.arena(), from, from + program.parameterCount()));
  }

  private String diverged(long step) {
    return "The loss is no longer a finite number after step "
        + step
        + ": the run diverged. Try a smaller learning rate than "
        + request.settings().learningRate()
        + ".";
  }

  private Figures figures(Trainer trainer) {
    long step = trainer.stepsDone();
    long steps = trainer.stepsTotal();
    double seconds = Math.max(0, clock.millis() - started) / 1000.0;
    double left = step == 0 ? Double.NaN : seconds / step * (steps - step);
    double examples = (double) step * request.settings().batchSize();
    return new Figures(
        trainer.epoch(),
        request.settings().epochs(),
        step,
        steps,
        trainer.loss(),
        trainer.lastLoss(),
        smoothLoss.value(),
        trainer.accuracy(),
        testAccuracy,
        testLoss,
        seconds > 0 ? examples / seconds : Double.NaN,
        seconds,
        left);
  }
}
