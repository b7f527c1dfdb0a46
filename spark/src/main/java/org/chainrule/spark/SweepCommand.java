package org.chainrule.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains many variants of one graph, each on one core. */
@Command(
    name = "sweep",
    description = "Trains every combination of the values and prints a table.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SweepCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin JobOptions options = new JobOptions();

  @Option(names = "--rates", split = ",", paramLabel = "RATE", description = "Learning rates.")
  List<Double> rates = List.of();

  @Option(names = "--lambdas", split = ",", paramLabel = "L", description = "Of an L2 penalty.")
  List<Double> lambdas = List.of();

  @Option(names = "--widths", split = ",", paramLabel = "N", description = "Units of a layer.")
  List<Integer> widths = List.of();

  @Option(names = "--layer", paramLabel = "NAME", description = "Which; by default the first.")
  @Nullable String layer;

  @Option(names = "--seeds", split = ",", paramLabel = "N", description = "Orders of examples.")
  List<Integer> seeds = List.of();

  @Option(names = "--json", description = "Prints JSON in place of the table.")
  boolean asJson;

  SweepCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, ProblemException {
    TrainingJob job = options.job();
    Grid grid = new Grid(rates, lambdas, widths, seeds, layer);
    try (JavaSparkContext spark = options.connect("sweep " + options.file.getFileName())) {
      List<Trial.Result> results = SparkSweep.run(spark, job, grid);
      out.print(asJson ? json(job.settings(), results) + "\n" : table(job.settings(), results));
      return 0;
    }
  }

  private static double rate(TrainingSettings own, Trial trial) {
    return trial.rate() == null ? own.learningRate() : trial.rate();
  }

  private static double lambda(TrainingSettings own, Trial trial) {
    return trial.lambda() == null ? own.penalty().lambda() : trial.lambda();
  }

  private static int seed(TrainingSettings own, Trial trial) {
    return trial.seed() == null ? own.seed() : trial.seed();
  }

  /** One line a trial. */
  static String table(TrainingSettings own, List<Trial.Result> results) {
    StringBuilder table =
        new StringBuilder(
            String.format(
                "%10s %10s %7s %6s %11s %10s %10s %9s %8s%n",
                "rate",
                "lambda",
                "width",
                "seed",
                "parameters",
                "loss",
                "test loss",
                "test acc.",
                "seconds"));
    for (Trial.Result result : results) {
      Trial trial = result.trial();
      table.append(
          String.format(
              Locale.ROOT,
              "%10.4g %10.4g %7s %6d %11d %10.4f %10.4f %9.4f %8.2f%n",
              rate(own, trial),
              lambda(own, trial),
              trial.width() == null ? "-" : trial.width(),
              seed(own, trial),
              result.parameters(),
              result.loss(),
              result.testLoss(),
              result.testAccuracy(),
              result.seconds()));
    }
    return table.toString();
  }

  /** A list of objects; numbers that are none are strings, as everywhere in the engine's JSON. */
  static String json(TrainingSettings own, List<Trial.Result> results) {
    JsonWriter json = new JsonWriter().beginArray();
    for (Trial.Result result : results) {
      Trial trial = result.trial();
      json.beginObject().key("learningRate").value(rate(own, trial));
      json.key("lambda").value(lambda(own, trial));
      if (trial.width() != null) {
        json.key("width").value(trial.width());
      }
      json.key("seed").value(seed(own, trial)).key("parameters").value(result.parameters());
      json.key("loss").value(result.loss()).key("testLoss").value(result.testLoss());
      json.key("testAccuracy").value(result.testAccuracy());
      json.key("seconds").value(result.seconds()).endObject();
    }
    return json.endArray().toString();
  }
}
