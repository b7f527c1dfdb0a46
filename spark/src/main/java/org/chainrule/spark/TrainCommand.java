package org.chainrule.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Trainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains one graph on all machines. */
@Command(
    name = "train",
    description = "Trains one graph on all machines and prints how it does on the test examples.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class TrainCommand implements Callable<Integer> {
  private static final int LINES = 20;

  private final PrintStream out;

  @Mixin JobOptions options = new JobOptions();

  @Option(
      names = "--shares",
      paramLabel = "N",
      description = "Parts of each minibatch; 0 for one a core.")
  int shares;

  @Option(
      names = "--local-steps",
      paramLabel = "N",
      description = "0: gradients meet at every step; else parameters are averaged every N steps.")
  int localSteps;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the parameters as JSON.")
  @Nullable Path file;

  TrainCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, ProblemException {
    TrainingJob job = options.job();
    try (JavaSparkContext spark = options.connect("train " + options.file.getFileName())) {
      int cores = Math.max(1, spark.defaultParallelism());
      Sharing sharing =
          new Sharing(shares == 0 ? Math.min(cores, options.batch) : shares, localSteps);
      long started = System.nanoTime();
      Lines lines = new Lines();
      SparkTraining.Learned learned = SparkTraining.run(spark, job, sharing, lines);
      if (!Double.isFinite(learned.loss())) {
        throw new IllegalStateException(
            "The loss is no longer a finite number: the run diverged. Try a smaller learning rate.");
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      if (file != null) {
        Files.writeString(file, json(learned.parameters()));
      }
      out.printf(
          Locale.ROOT,
          "Test accuracy %.2f%%, test loss %.4f, after %d steps in %d shares and %.1f s.%n",
          100 * learned.test().accuracy(),
          learned.test().loss(),
          lines.steps,
          sharing.shares(),
          seconds);
      return 0;
    }
  }

  /** A line every twentieth of the way. */
  private final class Lines implements SparkTraining.Observer {
    private long steps;
    private long told;

    @Override
    public void met(long step, long all, double loss) {
      steps = step;
      if (step * LINES / all > told) {
        told = step * LINES / all;
        out.printf(Locale.ROOT, "Step %d of %d: loss %.4f%n", step, all, loss);
      }
    }
  }

  /** Names with nested lists, as weights are read; numbers in as few digits as give the float. */
  private static String json(List<Trainer.NamedTensor> parameters) {
    JsonWriter json = new JsonWriter().beginObject();
    for (Trainer.NamedTensor parameter : parameters) {
      nested(json.key(parameter.name()), parameter, 0, 0, parameter.values().length);
    }
    return json.endObject().toString();
  }

  private static void nested(
      JsonWriter json, Trainer.NamedTensor parameter, int axis, int at, int count) {
    if (axis == parameter.shape().rank()) {
      json.raw(Float.toString(parameter.values()[at]));
      return;
    }
    int length = parameter.shape().dim(axis);
    json.beginArray();
    for (int i = 0; i < length; i++) {
      nested(json, parameter, axis + 1, at + i * (count / length), count / length);
    }
    json.endArray();
  }
}
