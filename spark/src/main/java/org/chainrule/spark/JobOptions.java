package org.chainrule.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.train.Optimizers;
import org.chainrule.engine.train.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command is told: the graph, the data, how to train, and where. */
final class JobOptions {

  @Parameters(paramLabel = "GRAPH", description = "The graph, in its textual form or as JSON.")
  Path file = Path.of("");

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "The cluster, such as spark://host:7077; by default what spark-submit says.")
  @Nullable String master;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description = "A data set of the page's list, 30 %% kept to test by; or a .json file.")
  String data = "spiral";

  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description = "Instead: a folder with the four IDX files of MNIST.")
  @Nullable Path mnist;

  @Option(names = "--batch", paramLabel = "N", description = "Examples a step, of all machines.")
  int batch = 64;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the examples.")
  int epochs = 1;

  @Option(names = "--optimizer", paramLabel = "NAME", description = "How parameters move.")
  String optimizer = "adam";

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "How far; by default what suits the optimizer.")
  @Nullable Double learningRate;

  @Option(names = "--seed", paramLabel = "N", description = "The order of the examples.")
  int seed = 1;

  /** The cluster; where nobody names one, this machine. */
  JavaSparkContext connect(String name) {
    SparkConf conf = new SparkConf().setAppName("Chainrule: " + name);
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.ui.enabled", "false");
    JavaSparkContext spark = new JavaSparkContext(conf);
    spark.setLogLevel("WARN");
    return spark;
  }

  TrainingJob job() throws IOException, ProblemException {
    Optimizers.Kind kind = Optimizers.named(optimizer);
    double known = kind == null ? 1 : kind.learningRate();
    TrainingSettings settings =
        new TrainingSettings(
            optimizer,
            learningRate == null ? known : learningRate,
            batch,
            epochs,
            seed,
            BatchReduction.MEAN);
    settings.validate();
    return TrainingJob.of(graph(), settings, examples(true), examples(false));
  }

  private Graph graph() throws IOException, ProblemException {
    String text = text(file);
    if (text.stripLeading().startsWith("{")) {
      try {
        return GraphCodec.read(text);
      } catch (DocumentException e) {
        throw new ProblemException(new Problem.Unreadable(String.valueOf(e.getMessage())));
      }
    }
    Parsed parsed = Parser.parse(text, Library.standard());
    Graph graph = parsed.graph();
    if (graph == null || !parsed.problems().isEmpty()) {
      throw new ProblemException(parsed.problems());
    }
    return graph;
  }

  private ExampleSource examples(boolean train) throws IOException {
    if (mnist != null) {
      String prefix = train ? "train" : "t10k";
      return new ExampleSource.Digits(
          bytes(mnist.resolve(prefix + "-images-idx3-ubyte")),
          bytes(mnist.resolve(prefix + "-labels-idx1-ubyte")));
    }
    ExampleSource.Part part = train ? ExampleSource.Part.TRAIN : ExampleSource.Part.TEST;
    if (data.endsWith(".json")) {
      return new ExampleSource.Described(text(Path.of(data)), part);
    }
    JsonWriter named = new JsonWriter().beginObject().key("source").value(data);
    named.key("test").value(0.3).endObject();
    return new ExampleSource.Described(named.toString(), part);
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IOException("The file " + file + " cannot be read as text: check its name.", e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException("The file " + file + " cannot be read: check its name.", e);
    }
  }
}
