package org.chainrule.server;

import java.nio.file.Path;
import org.chainrule.server.api.ApiSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up.
 *
 * @param host the address to listen at
 * @param port 0 for any free one
 * @param role what this process does
 * @param data the folder of the database, where it is a file
 * @param dataMegabytes how large that file may become, or 0 for as large as the disk is
 * @param database the address of a PostgreSQL database in place of the file, or null
 * @param mnist a folder of IDX files that replaces the packed MNIST, or null
 * @param runs how training runs are worked on
 * @param api whom it answers, and how much
 */
public record Config(
    String host,
    int port,
    Role role,
    Path data,
    int dataMegabytes,
    @Nullable String database,
    @Nullable Path mnist,
    RunSettings runs,
    ApiSettings api) {

  static final String DEFAULT_HOST = "0.0.0.0";
  static final int DEFAULT_PORT = 7070;
  static final String DEFAULT_DATA = "data";

  public Config {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("The port must be from 0 to 65535, not " + port + ".");
    }
    if (database != null && !database.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "The database must be an address that begins with jdbc:postgresql: (leave it out to keep"
              + " everything in a file).");
    }
    if (database == null && role != Role.ALL) {
      throw new IllegalArgumentException(
          "A process that is web or worker only shares its database with others: name one with"
              + " --database.");
    }
  }

  /** The defaults on a data folder: a free port, the packed MNIST, and no line for each request. */
  public static Config of(Path data) {
    return new Config(
        "127.0.0.1",
        0,
        Role.ALL,
        data,
        0,
        null,
        null,
        RunSettings.defaults(),
        ApiSettings.defaults().withAccessLog(false));
  }

  /** The same with a limit of the file that everything is kept in. */
  public Config withDataMegabytes(int most) {
    return new Config(host, port, role, data, most, database, mnist, runs, api);
  }

  /** The same with other IDX files in place of MNIST. */
  public Config withMnist(Path folder) {
    return new Config(host, port, role, data, dataMegabytes, database, folder, runs, api);
  }

  /** The same with other settings of training runs. */
  public Config withRuns(RunSettings settings) {
    return new Config(host, port, role, data, dataMegabytes, database, mnist, settings, api);
  }

  /** The same with another number of runs that may be unfinished. */
  public Config withQueue(int length) {
    return withRuns(runs.withLimits(length, runs.perClient()));
  }

  /** The same as one process of many on a PostgreSQL database. */
  public Config withDatabase(String address, Role part) {
    return new Config(host, port, part, data, dataMegabytes, address, mnist, runs, api);
  }

  /** The same with other settings of the HTTP interface. */
  public Config withApi(ApiSettings settings) {
    return new Config(host, port, role, data, dataMegabytes, database, mnist, runs, settings);
  }
}
