package org.chainrule.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.train.Penalty;
import org.chainrule.engine.train.Schedules;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainingSettings;

/** A small net and small data, and what one machine makes of them. */
final class Learning {
  static final String NET =
      """
      x = input(shape=[2])
      y = label(classes=2)
      W1 = param(shape=[8, 2], init="xavier", seed=1)
      b1 = param(shape=[8], init="zeros")
      W2 = param(shape=[2, 8], init="xavier", seed=2)
      b2 = param(shape=[2], init="zeros")
      h = tanh(W1 @ x + b1)
      z = W2 @ h + b2
      loss = softmax_cross_entropy(z, y)
      """;

  private static final String MOONS =
      "{\"source\": \"moons\", \"settings\": {\"size\": 130}, \"test\": 0.2}";

  private Learning() {}

  /** Of 104 examples to learn from: minibatches of 40, 40 and 24, or of 103 and 1. */
  static TrainingJob job(TrainingSettings settings) {
    return TrainingJob.of(
        Parser.parse(NET, Library.standard()).graph(),
        settings,
        new ExampleSource.Described(MOONS, ExampleSource.Part.TRAIN),
        new ExampleSource.Described(MOONS, ExampleSource.Part.TEST));
  }

  /** With everything that the driver does to a gradient: a penalty, a bound, a schedule. */
  static TrainingSettings settings(
      String optimizer, double rate, BatchReduction reduction, int batch) {
    return settings(optimizer, rate, reduction, batch, 1);
  }

  static TrainingSettings unclipped(
      String optimizer, double rate, BatchReduction reduction, int batch) {
    return settings(optimizer, rate, reduction, batch, 0);
  }

  private static TrainingSettings settings(
      String optimizer, double rate, BatchReduction reduction, int batch, double clipNorm) {
    TrainingSettings plain = new TrainingSettings(optimizer, rate, batch, 4, 7, reduction);
    return new TrainingSettings(
        plain.optimizer(),
        plain.tuning(),
        plain.learningRate(),
        "exponential",
        new Settings.Builder().defaults(Schedules.named("exponential").settings()).build(),
        plain.batchSize(),
        plain.epochs(),
        plain.seed(),
        reduction,
        new Penalty(Penalty.Kind.L2, 0.001, Penalty.Form.COUPLED, List.of("W1")),
        clipNorm,
        0);
  }

  /** What one machine learns from the same job. */
  static SparkTraining.Learned onOneMachine(TrainingJob job) throws ProblemException {
    Program program = job.program(job.settings().batchSize());
    Trainer trainer =
        new Trainer(new PortableDevice(program), job.train().dataset(program), job.settings());
    while (trainer.step()) {
      // All is done by the step.
    }
    return new SparkTraining.Learned(
        trainer.parameters(), trainer.lastLoss(), trainer.evaluate(job.test().dataset(program)));
  }

  /** Parameters and losses of the two are the same within a tolerance. */
  static void assertSame(
      SparkTraining.Learned expected, SparkTraining.Learned actual, double tolerance) {
    assertSameParameters(expected, actual, tolerance);
    assertEquals(expected.loss(), actual.loss(), tolerance, "loss");
    assertEquals(expected.test().loss(), actual.test().loss(), tolerance, "test loss");
  }

  static void assertSameParameters(
      SparkTraining.Learned expected, SparkTraining.Learned actual, double tolerance) {
    assertEquals(expected.parameters().size(), actual.parameters().size());
    for (int p = 0; p < expected.parameters().size(); p++) {
      Trainer.NamedTensor one = expected.parameters().get(p);
      Trainer.NamedTensor other = actual.parameters().get(p);
      for (int i = 0; i < one.values().length; i++) {
        assertEquals(one.values()[i], other.values()[i], tolerance, one.name() + " at " + i);
      }
    }
  }
}
