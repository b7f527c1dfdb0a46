package org.chainrule.spark;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainingSettings;

/**
 * Trains one graph on all machines of a cluster. The driver holds the parameters and the optimizer;
 * every machine holds the examples.
 */
public final class SparkTraining {
  private SparkTraining() {}

  /** Follows a run, on the thread that drives it. */
  @FunctionalInterface
  public interface Observer {

    /**
     * Gradients or parameters of all shares have met.
     *
     * @param step steps taken
     * @param steps steps of all epochs
     * @param loss the mean loss of the minibatches since the last time, before their steps
     */
    void met(long step, long steps, double loss);
  }

  /**
   * What a run came to.
   *
   * @param loss the mean loss of the last minibatches; not finite where the run diverged, and ended
   * @param test how it does on the test examples; NaN where there are none
   */
  public record Learned(List<Trainer.NamedTensor> parameters, double loss, Trainer.Metrics test) {}

  /**
   * Runs to the end.
   *
   * @throws ProblemException where the graph cannot be trained so, before anything is sent out
   */
  public static Learned run(
      JavaSparkContext spark, TrainingJob job, Sharing sharing, Observer observer)
      throws ProblemException {
    TrainingSettings settings = job.settings();
    Program program = job.program(settings.batchSize());
    Dataset train = job.train().dataset(program);
    Dataset test = job.test().dataset(program);
    int capacity = sharing.most(settings.batchSize());
    Trainer.check(program, train.columns());
    try (Device device = new PortableDevice(program);
        Shares shares = new Shares(spark, job, capacity, sharing.shares())) {
      Trainer trainer = new Trainer(device, train, settings, new SharedPass(device, shares));
      double loss;
      if (sharing.localSteps() == 0) {
        loss = drive(trainer::step, trainer::stepsDone, trainer::lastLoss, trainer, observer);
      } else {
        LocalSgd local =
            new LocalSgd(device, shares, trainer, train.size(), settings, sharing.localSteps());
        loss = drive(local::round, local::stepsDone, local::lastLoss, trainer, observer);
      }
      return new Learned(trainer.parameters(), loss, trainer.evaluate(test));
    }
  }

  private static double drive(
      BooleanSupplier next,
      LongSupplier steps,
      DoubleSupplier loss,
      Trainer trainer,
      Observer observer) {
    double last = Double.NaN;
    while (next.getAsBoolean()) {
      last = loss.getAsDouble();
      observer.met(steps.getAsLong(), trainer.stepsTotal(), last);
      if (!Double.isFinite(last)) {
        break;
      }
    }
    return last;
  }
}
