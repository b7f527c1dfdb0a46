package org.chainrule.server;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The command line: serves by default, or does one of its commands. */
public final class Main {

  /** Exit code of a command that did what it was asked. */
  static final int DONE = 0;

  /** Exit code of a command that could not, its reason on standard error. */
  static final int FAILED = 1;

  /** Exit code of wrong arguments, or of a graph with problems. */
  static final int REFUSED = 2;

  private Main() {}

  public static void main(String[] args) {
    int code =
        run(
            new Console(System.in, System.out, System.err, System.console() != null),
            System.getenv(),
            args);
    System.exit(code);
  }

  /**
   * Where a command reads and writes.
   *
   * @param terminal whether a person is watching, so that a line may be drawn over
   */
  record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {}

  /** Runs one command and returns its exit code. Never throws; never prints a stack trace. */
  static int run(Console console, Map<String, String> environment, String... args) {
    CommandLine line = new CommandLine(new ServeCommand(console, environment));
    line.addSubcommand(new BackupCommand(console, environment));
    line.addSubcommand(new RestoreCommand(console, environment));
    line.addSubcommand(new EvalCommand(console));
    line.addSubcommand(new ExportCommand(console));
    line.addSubcommand(new TrainCommand(console, environment));
    line.setOut(new java.io.PrintWriter(console.out(), true));
    line.setErr(new java.io.PrintWriter(console.err(), true));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setParameterExceptionHandler(
        (ParameterException e, String[] all) -> {
          console.err().println(e.getMessage());
          console.err().println("See --help.");
          return REFUSED;
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          console.err().println(Sentence.of(failure));
          return FAILED;
        });
    return line.execute(args);
  }
}
