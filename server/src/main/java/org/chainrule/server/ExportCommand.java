package org.chainrule.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.chainrule.engine.export.Exports;
import org.chainrule.engine.export.Optimization;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.server.Main.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a graph in the form of another tool. */
@Command(
    name = "export",
    description = {
      "Writes a graph in the form of another tool: a script, a model, a picture or its parameters.",
      "Problems go to standard error as JSON; the exit code is then 2."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ServeCommand.VersionText.class)
final class ExportCommand implements Callable<Integer> {

  /** The words that name an export, for the help. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Exports.all().stream().map(Exports.Export::id).iterator();
    }
  }

  private final Console console;

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description =
          "The graph in its textual form, or a model that ends in .onnx; - reads standard input.")
  String file = "";

  @Option(
      names = "--format",
      required = true,
      completionCandidates = Formats.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  String format = "";

  @Option(names = "--out", description = "The file to write; standard output where left out.")
  @Nullable Path out;

  @Option(
      names = "--optimizer",
      defaultValue = "sgd",
      description = "How a script trains; ${DEFAULT-VALUE} where left out.")
  String optimizer = "sgd";

  @Option(
      names = "--learning-rate",
      defaultValue = "0.05",
      description = "Its learning rate; ${DEFAULT-VALUE} where left out.")
  double learningRate = 0.05;

  @Option(
      names = "--steps",
      defaultValue = "100",
      description = "How many steps it takes; ${DEFAULT-VALUE} where left out.")
  int steps = 100;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Exports.Export export = Exports.named(format);
    if (export == null && spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no format "
              + format
              + "; choose one of "
              + String.join(", ", new Formats())
              + ".");
    }
    try {
      byte[] bytes =
          Objects.requireNonNull(export)
              .writer()
              .write(
                  GraphFile.read(file, console.in()),
                  Library.standard(),
                  new Optimization(optimizer, learningRate, steps));
      if (out == null) {
        console.out().write(bytes);
        console.out().flush();
      } else {
        write(out, bytes);
      }
      return Main.DONE;
    } catch (ProblemException e) {
      console.err().println("{\"problems\":" + Problem.json(e.problems()) + "}");
      return Main.REFUSED;
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new IOException("The file " + file + " cannot be written: check its folder.", e);
    }
  }
}
