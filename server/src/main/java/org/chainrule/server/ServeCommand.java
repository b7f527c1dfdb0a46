package org.chainrule.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.chainrule.server.Main.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the playground until it is told to stop. */
@Command(
    name = "chainrule",
    description = "A visual playground for computational graphs and the chain rule.",
    mixinStandardHelpOptions = true,
    versionProvider = ServeCommand.VersionText.class,
    synopsisSubcommandLabel = "[backup | restore | eval | export | train]",
    footer = {"", "Without a command it serves. Each setting may come from the environment."})
final class ServeCommand implements Callable<Integer> {

  private final Console console;
  private final Map<String, String> environment;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port; 0 for any free one (PORT, 7070).")
  @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen at (HOST, 0.0.0.0).")
  @Nullable String host;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the database (DATA_DIR, data).")
  @Nullable Path data;

  @Option(
      names = "--data-megabytes",
      paramLabel = "N",
      description = "How large the database file may become; 0 for any size (DATA_MEGABYTES, 0).")
  @Nullable String dataMegabytes;

  @Option(
      names = "--database",
      paramLabel = "ADDRESS",
      description =
          "PostgreSQL in place of the file: jdbc:postgresql://host/name?user=...&password=..."
              + " (DATABASE_URL).")
  @Nullable String database;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "all; or web or worker, one of several processes on one database (ROLE, all).")
  @Nullable String role;

  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description = "Folder with four IDX files to use in place of MNIST (MNIST_DIR).")
  @Nullable Path mnist;

  @Mixin final RunOptions runs = new RunOptions();

  @Mixin final ApiOptions api = new ApiOptions();

  ServeCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    App app = App.start(config(), Clock.systemUTC());
    Thread hook =
        new Thread(
            () -> {
              app.close();
              stopped.countDown();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    console.out().println("Chainrule is at http://localhost:" + app.port() + " (Ctrl-C stops it).");
    console.out().flush();
    stopped.await();
    return Main.DONE;
  }

  /** The settings: a flag, else the environment, else the default. */
  Config config() {
    String chosenData =
        setting(data == null ? null : data.toString(), "DATA_DIR", Config.DEFAULT_DATA);
    String folder = setting(mnist == null ? null : mnist.toString(), "MNIST_DIR", "");
    String address = setting(database, "DATABASE_URL", "");
    SettingSource from = this::setting;
    return new Config(
        setting(host, "HOST", Config.DEFAULT_HOST),
        portNumber(setting(port, "PORT", String.valueOf(Config.DEFAULT_PORT))),
        Role.of(setting(role, "ROLE", "all")),
        Path.of(chosenData),
        from.number(dataMegabytes, "DATA_MEGABYTES", 0),
        address.isEmpty() ? null : address,
        folder.isEmpty() ? null : Path.of(folder),
        runs.settings(from),
        api.settings(from));
  }

  private String setting(@Nullable String flag, String variable, String otherwise) {
    if (flag != null) {
      return flag;
    }
    String value = environment.get(variable);
    return value == null || value.isBlank() ? otherwise : value;
  }

  private static int portNumber(String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("The port must be from 0 to 65535, not " + text + ".");
    }
  }

  /** The line that {@code --version} prints. */
  static final class VersionText implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Chainrule " + Version.current()};
    }
  }
}
