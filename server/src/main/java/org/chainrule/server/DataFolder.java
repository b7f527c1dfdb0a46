package org.chainrule.server;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag that says where the database file is, for commands that need it alone. */
final class DataFolder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the database (DATA_DIR, data).")
  private @Nullable Path data;

  /**
   * The folder: a flag, else the environment, else the default.
   *
   * @throws IllegalArgumentException where the environment says that everything is in PostgreSQL
   */
  Path of(Map<String, String> environment) {
    Path chosen = data;
    if (chosen != null) {
      return chosen;
    }
    if (!environment.getOrDefault("DATABASE_URL", "").isBlank()) {
      throw new IllegalArgumentException(
          "DATABASE_URL names a PostgreSQL database: use pg_dump and pg_restore, which are made for"
              + " that.");
    }
    String folder = environment.getOrDefault("DATA_DIR", "");
    return Path.of(folder.isBlank() ? Config.DEFAULT_DATA : folder);
  }
}
