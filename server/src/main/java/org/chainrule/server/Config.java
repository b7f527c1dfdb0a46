package org.chainrule.server;

import java.nio.file.Path;
import org.chainrule.server.api.ApiSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up.
 *
 * @param host the address to listen at
 * @param port 0 for any free one
 * @param data the folder of the database
 * @param mnist a folder of IDX files that replaces the packed MNIST, or null
 * @param workers how many trainings run at once
 * @param queue how many more may wait
 * @param api whom it answers, and how much
 */
public record Config(
    String host,
    int port,
    Path data,
    @Nullable Path mnist,
    int workers,
    int queue,
    ApiSettings api) {

  static final String DEFAULT_HOST = "0.0.0.0";
  static final int DEFAULT_PORT = 7070;
  static final String DEFAULT_DATA = "data";
  static final int DEFAULT_WORKERS = 1;
  static final int DEFAULT_QUEUE = 16;

  public Config {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("The port must be from 0 to 65535, not " + port + ".");
    }
    if (workers < 1 || queue < 1) {
      throw new IllegalArgumentException("At least one training must be able to run and to wait.");
    }
  }

  /** The defaults on a data folder: a free port, the packed MNIST, and no line for each request. */
  public static Config of(Path data) {
    return new Config(
        "127.0.0.1",
        0,
        data,
        null,
        DEFAULT_WORKERS,
        DEFAULT_QUEUE,
        ApiSettings.defaults().withAccessLog(false));
  }

  /** The same with other IDX files in place of MNIST. */
  public Config withMnist(Path folder) {
    return new Config(host, port, data, folder, workers, queue, api);
  }

  /** The same with another length of the queue. */
  public Config withQueue(int length) {
    return new Config(host, port, data, mnist, workers, length, api);
  }

  /** The same with other settings of the HTTP interface. */
  public Config withApi(ApiSettings settings) {
    return new Config(host, port, data, mnist, workers, queue, settings);
  }
}
