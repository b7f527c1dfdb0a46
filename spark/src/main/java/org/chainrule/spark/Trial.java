package org.chainrule.spark;

import java.io.Serializable;
import java.util.List;
import org.chainrule.engine.compose.Widths;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.lab.Sweep;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainingSettings;
import org.jspecify.annotations.Nullable;

/**
 * One training of a sweep; null leaves what the job says.
 *
 * @param rate the learning rate
 * @param lambda the price on the size of parameters
 * @param width units of a layer
 * @param seed the order of the examples
 * @param layer the label of that layer; null for the first whose width can be set
 */
public record Trial(
    @Nullable Double rate,
    @Nullable Double lambda,
    @Nullable Integer width,
    @Nullable Integer seed,
    @Nullable String layer)
    implements Serializable {

  /**
   * What a trial came to.
   *
   * @param parameters how many numbers were learned
   * @param loss the mean loss over the last epoch
   * @param testLoss on the test examples; NaN where there are none
   * @param testAccuracy likewise; NaN where nothing is counted
   * @param seconds how long it took
   */
  public record Result(
      Trial trial,
      int parameters,
      double loss,
      double testLoss,
      double testAccuracy,
      double seconds)
      implements Serializable {}

  /** The job with this trial's numbers. */
  TrainingJob of(TrainingJob job) throws ProblemException {
    TrainingSettings settings = job.settings();
    Sweep.Variant variant =
        new Sweep.Variant(job.graph(), seed == null ? settings : settings.withSeed(seed));
    if (rate != null) {
      variant = changed(variant, "rate", rate);
    }
    if (lambda != null) {
      variant = changed(variant, "lambda", lambda);
    }
    if (width != null) {
      variant = changed(variant, "width:" + layerOf(variant.graph()).node(), width);
    }
    return TrainingJob.of(variant.graph(), variant.settings(), job.train(), job.test());
  }

  private static Sweep.Variant changed(Sweep.Variant variant, String id, double value)
      throws ProblemException {
    return new Sweep(variant.graph(), Library.standard(), variant.settings()).of(id, value);
  }

  private Widths.Layer layerOf(Graph graph) throws ProblemException {
    List<Widths.Layer> layers = Widths.of(graph, Library.standard());
    for (Widths.Layer candidate : layers) {
      if (layer == null || candidate.label().equals(layer)) {
        return candidate;
      }
    }
    List<String> labels = layers.stream().map(Widths.Layer::label).toList();
    throw new ProblemException(
        new Problem.NotTrainable(
            null,
            labels.isEmpty()
                ? "No layer of this graph has a width that can be set."
                : "There is no layer called "
                    + layer
                    + "; choose one of "
                    + String.join(", ", labels)
                    + "."));
  }

  /** Trains to the end, on one core. */
  Result run(TrainingJob job) throws ProblemException {
    long started = System.nanoTime();
    TrainingJob own = of(job);
    TrainingSettings settings = own.settings();
    Program program = own.program(settings.batchSize());
    Dataset test = own.test().dataset(program);
    try (Device device = new PortableDevice(program)) {
      Trainer trainer = new Trainer(device, own.train().dataset(program), settings);
      while (trainer.step() && Double.isFinite(trainer.lastLoss())) {
        // All is done by the step.
      }
      Trainer.Metrics metrics = trainer.evaluate(test);
      return new Result(
          this,
          program.parameterCount(),
          trainer.loss(),
          metrics.loss(),
          metrics.accuracy(),
          (System.nanoTime() - started) / 1e9);
    }
  }
}
