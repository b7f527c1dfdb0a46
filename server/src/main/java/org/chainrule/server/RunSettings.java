package org.chainrule.server;

import java.time.Duration;

/**
 * How training runs are worked on.
 *
 * @param workers how many runs this process trains at once
 * @param queue how many may be unfinished, of all clients and on all servers
 * @param perClient how many of them one client may have
 * @param minutes how long one run may train
 * @param megabytes how much memory one run may take
 * @param silence after how long without a sign of life a worker's runs go to another
 */
public record RunSettings(
    int workers, int queue, int perClient, int minutes, int megabytes, Duration silence) {

  /** No worker is taken for lost sooner: a pause to collect garbage may take that long. */
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  public RunSettings {
    if (workers < 1 || queue < 1 || perClient < 1) {
      throw new IllegalArgumentException("At least one training must be able to run and to wait.");
    }
    if (minutes < 1 || megabytes < 1) {
      throw new IllegalArgumentException("A training needs a minute and a megabyte at least.");
    }
    if (silence.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "A worker must be silent for " + SHORTEST.toSeconds() + " seconds to be taken for lost.");
    }
  }

  /** What holds where nothing was said. */
  public static RunSettings defaults() {
    return new RunSettings(1, 1000, 300, 60, 1024, Duration.ofSeconds(30));
  }

  /** The same with other limits for how many may be unfinished. */
  public RunSettings withLimits(int all, int ofClient) {
    return new RunSettings(workers, all, ofClient, minutes, megabytes, silence);
  }

  /** The same with another limit for the memory of one. */
  public RunSettings withMegabytes(int most) {
    return new RunSettings(workers, queue, perClient, minutes, most, silence);
  }
}
