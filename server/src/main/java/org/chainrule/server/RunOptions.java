package org.chainrule.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of training runs: how many, how large, and when a worker is taken for lost. */
final class RunOptions {

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Trainings that run at once in this process (WORKERS, 1).")
  @Nullable String workers;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "Trainings that may be unfinished, of all clients (QUEUE, 1000).")
  @Nullable String queue;

  @Option(
      names = "--queue-per-client",
      paramLabel = "N",
      description = "How many of them one client may have (QUEUE_PER_CLIENT, 100).")
  @Nullable String perClient;

  @Option(
      names = "--run-minutes",
      paramLabel = "N",
      description = "How long one training may take (RUN_MINUTES, 60).")
  @Nullable String minutes;

  @Option(
      names = "--run-megabytes",
      paramLabel = "N",
      description = "How much memory one training may take (RUN_MEGABYTES, 1024).")
  @Nullable String megabytes;

  @Option(
      names = "--worker-silence",
      paramLabel = "SECONDS",
      description =
          "After how long without a sign of life a worker's trainings go to another"
              + " (WORKER_SILENCE, 30).")
  @Nullable String silence;

  /** Where a setting comes from: a flag, else the environment, else the default. */
  @FunctionalInterface
  interface Source {
    String setting(@Nullable String flag, String variable, String otherwise);
  }

  RunSettings settings(Source from) {
    RunSettings otherwise = RunSettings.defaults();
    return new RunSettings(
        number(from, workers, "WORKERS", otherwise.workers()),
        number(from, queue, "QUEUE", otherwise.queue()),
        number(from, perClient, "QUEUE_PER_CLIENT", otherwise.perClient()),
        number(from, minutes, "RUN_MINUTES", otherwise.minutes()),
        number(from, megabytes, "RUN_MEGABYTES", otherwise.megabytes()),
        Duration.ofSeconds(
            number(from, silence, "WORKER_SILENCE", (int) otherwise.silence().toSeconds())));
  }

  private static int number(Source from, @Nullable String flag, String variable, int otherwise) {
    String text = from.setting(flag, variable, String.valueOf(otherwise)).trim();
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          variable + " must be a whole number from 0 on, not " + text + ".");
    }
    return Integer.parseInt(text);
  }
}
