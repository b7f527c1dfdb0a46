package org.chainrule.spark;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The command line, for {@code spark-submit} or plain {@code java}. */
@Command(
    name = "chainrule-spark",
    description = "Trains a graph on many machines, or many variants of it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  /** Exit code of a command that could not, its reason on standard error. */
  static final int FAILED = 1;

  /** Exit code of wrong arguments, or of a graph with problems. */
  static final int REFUSED = 2;

  private Main() {}

  public static void main(String[] args) {
    int code = run(System.out, System.err, args);
    // A driver that spark-submit runs on the cluster reads any exit as a failure.
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs one command and returns its exit code. */
  static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new TrainCommand(out));
    line.addSubcommand(new SweepCommand(out));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setParameterExceptionHandler(
        (ParameterException e, String[] all) -> {
          err.println(e.getMessage());
          err.println("See --help.");
          return REFUSED;
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof ProblemException refused) {
            err.println("{\"problems\":" + Problem.json(refused.problems()) + "}");
            return REFUSED;
          }
          String message = failure.getMessage();
          err.println(
              message == null ? "It failed: " + failure.getClass().getSimpleName() : message);
          return FAILED;
        });
    if (args.length == 0) {
      line.usage(err);
      return REFUSED;
    }
    return line.execute(args);
  }
}
