package org.chainrule.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainrule.server.Main.Console;
import org.chainrule.server.store.Backup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a backup in the place of the database, which is kept beside it. */
@Command(
    name = "restore",
    description = "Puts a backup in the place of what is kept; the server must be stopped.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

  private final Console console;
  private final Map<String, String> environment;

  @Parameters(paramLabel = "FILE", description = "The file that backup has made.")
  private Path file = Path.of("");

  @Mixin private final DataFolder folder = new DataFolder();

  RestoreCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Path data = folder.of(environment);
    Path before = Backup.restore(file, data, Clock.systemUTC());
    console
        .out()
        .println("Everything is in " + data + " as it was in " + file + "." + kept(before));
    return Main.DONE;
  }

  private static String kept(@Nullable Path before) {
    return before == null ? "" : " What was there before is in " + before + ".";
  }
}
