package org.chainrule.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.chainrule.engine.data.DigitTask;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Optimizers;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.server.Main.Console;
import org.chainrule.server.training.Digits;
import org.chainrule.server.training.Figures;
import org.chainrule.server.training.Mnist;
import org.chainrule.server.training.TrainingLoop;
import org.chainrule.server.training.TrainingRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a graph without a page, and prints how well it does on the test examples. */
@Command(
    name = "train",
    description = "Trains a graph on a data set and prints its accuracy on the test examples.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    versionProvider = ServeCommand.VersionText.class)
final class TrainCommand implements Callable<Integer> {

  private static final int BAR_WIDTH = 30;

  private final Console console;
  private final Map<String, String> environment;

  @Parameters(
      paramLabel = "FILE",
      showDefaultValue = Visibility.NEVER,
      description = "The graph in its textual form; - reads standard input.")
  String file = "";

  @Option(names = "--data", paramLabel = "NAME", description = "The data set: mnist.")
  String data = TrainingRequest.MNIST;

  @Option(
      names = "--classes",
      paramLabel = "DIGITS",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      description = "The digits to learn from, such as 3,8; all ten by default.")
  List<Integer> classes = Digits.ALL.classes();

  @Option(
      names = "--target",
      paramLabel = "WHAT",
      description =
          "What the label is: class, binary, number, pixels or none; by default, what"
              + " suits the graph.")
  @Nullable String target;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training examples.")
  int epochs = 1;

  @Option(names = "--batch-size", paramLabel = "N", description = "Examples a step.")
  int batchSize = 64;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "The rule by which parameters move.")
  String optimizer = "adam";

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "How far they move; by default what suits the optimizer.")
  @Nullable Double learningRate;

  @Option(names = "--seed", paramLabel = "N", description = "Of parameters and order of examples.")
  int seed = 1;

  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description = "Folder with four IDX files to use in place of MNIST (MNIST_DIR).")
  @Nullable Path mnist;

  TrainCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    try {
      TrainingRequest request = request();
      TrainingLoop loop = new TrainingLoop(request, new Mnist(folder()), Clock.systemUTC());
      TrainingLoop.Outcome outcome = loop.run(new Lines());
      if (outcome instanceof TrainingLoop.Outcome.Diverged diverged) {
        console.err().println(diverged.sentence());
        return Main.FAILED;
      }
      console.out().println(summary(outcome.figures()));
      return Main.DONE;
    } catch (ProblemException e) {
      console.err().println("{\"problems\":" + Problem.json(e.problems()) + "}");
      return Main.REFUSED;
    }
  }

  private TrainingRequest request() throws IOException, ProblemException {
    require(data.equals(TrainingRequest.MNIST), "--data must be mnist.");
    require(
        epochs >= 1 && epochs <= TrainingRequest.MAX_EPOCHS,
        "--epochs must be from 1 to " + TrainingRequest.MAX_EPOCHS + ".");
    require(
        batchSize >= 1 && batchSize <= TrainingRequest.MAX_BATCH,
        "--batch-size must be from 1 to " + TrainingRequest.MAX_BATCH + ".");
    Optimizers.Kind kind = Optimizers.named(optimizer);
    if (kind == null) {
      throw new IllegalArgumentException("--optimizer must be one of " + optimizers() + ".");
    }
    double rate = learningRate == null ? kind.learningRate() : learningRate;
    require(rate > 0 && Double.isFinite(rate), "--learning-rate must be a number greater than 0.");
    return new TrainingRequest(
        GraphFile.read(file, console.in()),
        new Digits(classes, target()),
        new TrainingSettings(optimizer, rate, batchSize, epochs, seed, BatchReduction.MEAN),
        0);
  }

  private DigitTask.@Nullable Target target() {
    DigitTask.Target known = target == null ? null : DigitTask.Target.of(target);
    require(
        target == null || known != null,
        "--target must be one of class, binary, number, pixels and none.");
    return known;
  }

  private static String optimizers() {
    return Optimizers.all().stream().map(Optimizers.Kind::name).collect(Collectors.joining(", "));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  private @Nullable Path folder() {
    if (mnist != null) {
      return mnist;
    }
    String named = environment.get("MNIST_DIR");
    return named == null || named.isBlank() ? null : Path.of(named);
  }

  private static String summary(Figures figures) {
    return String.format(
        Locale.ROOT,
        "Test accuracy %.2f%%, test loss %.4f, after %d epoch%s in %.1f s (%.0f examples a second).",
        100 * figures.testAccuracy(),
        figures.testLoss(),
        figures.epochs(),
        figures.epochs() == 1 ? "" : "s",
        figures.elapsedSeconds(),
        figures.examplesPerSecond());
  }

  /** Draws a bar on a terminal; elsewhere one line an epoch. */
  private final class Lines implements TrainingLoop.Observer {

    @Override
    public boolean stopRequested() {
      return false;
    }

    @Override
    public void step(long step, double loss, double trainAccuracy) {}

    @Override
    public void progress(Figures figures) {
      if (console.terminal()) {
        PrintStream out = console.out();
        out.print("\r" + bar(figures) + "\u001b[K");
        out.flush();
      }
    }

    @Override
    public void epoch(Figures figures, TrainingLoop.Judged judged) {
      if (console.terminal()) {
        console.out().print("\r\u001b[K");
      }
      console
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "Epoch %d of %d: loss %.4f, train accuracy %.2f%%, test accuracy %.2f%%",
                  figures.epoch(),
                  figures.epochs(),
                  figures.loss(),
                  100 * figures.trainAccuracy(),
                  100 * figures.testAccuracy()));
    }

    private String bar(Figures figures) {
      int full = (int) (BAR_WIDTH * figures.step() / Math.max(1, figures.steps()));
      return String.format(
          Locale.ROOT,
          "[%s%s] epoch %d of %d, loss %.4f, accuracy %.1f%%, %.0f s left",
          "#".repeat(full),
          ".".repeat(BAR_WIDTH - full),
          figures.epoch(),
          figures.epochs(),
          figures.loss(),
          100 * figures.trainAccuracy(),
          figures.secondsLeft());
    }
  }
}
