package org.chainrule.server.training;

import java.time.Clock;
import java.util.List;
import org.chainrule.engine.data.Images;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Trainer;

/** Trains one graph from its first step to its last; used once, by one thread. */
public final class TrainingLoop {

  private static final long MILLIS_BETWEEN_NEWS = 100;

  private final TrainingRequest request;
  private final Mnist mnist;
  private final Clock clock;
  private double testLoss = Double.NaN;
  private double testAccuracy = Double.NaN;
  private long started;

  public TrainingLoop(TrainingRequest request, Mnist mnist, Clock clock) {
    this.request = request;
    this.mnist = mnist;
    this.clock = clock;
  }

  /** Follows a run, on the thread that runs it. */
  public interface Observer {

    /** Asked after every step: whether to end early. */
    boolean stopRequested();

    /** One step was done; the loss is that of its minibatch. */
    void step(long step, double loss, double trainAccuracy);

    /** News, at most ten times a second and once more after each epoch. */
    void progress(Figures figures);

    /** An epoch was completed and the test examples were evaluated. */
    void epoch(Figures figures);
  }

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
    Program program = Trainable.check(request);
    Images train = mnist.train();
    Images test = mnist.test();
    try (Device device =
        MatrixProducts.openBlas()
            .map(products -> new PortableDevice(program, products))
            .orElseGet(() -> new PortableDevice(program))) {
      return steps(new Trainer(device, train, request.settings()), test, observer);
    }
  }

  private Outcome steps(Trainer trainer, Images test, Observer observer) throws ProblemException {
    started = clock.millis();
    long told = started;
    while (trainer.step()) {
      long step = trainer.stepsDone();
      double loss = trainer.lastLoss();
      observer.step(step, loss, trainer.accuracy());
      if (!Double.isFinite(loss)) {
        return new Outcome.Diverged(figures(trainer), diverged(step));
      }
      if (observer.stopRequested()) {
        return new Outcome.Stopped(figures(trainer));
      }
      long now = clock.millis();
      if (step % trainer.stepsPerEpoch() == 0) {
        Trainer.Metrics metrics = trainer.evaluate(test);
        testLoss = metrics.loss();
        testAccuracy = metrics.accuracy();
        observer.epoch(figures(trainer));
        told = now;
      } else if (now - told >= MILLIS_BETWEEN_NEWS) {
        observer.progress(figures(trainer));
        told = now;
      }
    }
    return new Outcome.Finished(figures(trainer), trainer.parameters());
  }

  private String diverged(long step) {
    return "The loss is no longer a finite number after step "
        + step
        + ": the run diverged. Try a smaller learning rate than "
        + request.learningRate()
        + ".";
  }

  private Figures figures(Trainer trainer) {
    long step = trainer.stepsDone();
    long steps = trainer.stepsTotal();
    double seconds = Math.max(0, clock.millis() - started) / 1000.0;
    double left = step == 0 ? Double.NaN : seconds / step * (steps - step);
    double examples = (double) step * request.batchSize();
    return new Figures(
        trainer.epoch(),
        request.epochs(),
        step,
        steps,
        trainer.loss(),
        trainer.accuracy(),
        testAccuracy,
        testLoss,
        seconds > 0 ? examples / seconds : Double.NaN,
        seconds,
        left);
  }
}
