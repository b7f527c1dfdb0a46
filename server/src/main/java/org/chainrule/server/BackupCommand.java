package org.chainrule.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainrule.server.Main.Console;
import org.chainrule.server.store.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies the database into a file, while the server goes on. */
@Command(
    name = "backup",
    description = "Copies everything that is kept into one file; the server may be at work.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

  private final Console console;
  private final Map<String, String> environment;

  @Parameters(paramLabel = "FILE", description = "Where to; it must not exist.")
  private Path file = Path.of("");

  @Mixin private final DataFolder folder = new DataFolder();

  BackupCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Backup.make(folder.of(environment), file);
    console.out().println("Everything is in " + file + ".");
    return Main.DONE;
  }
}
