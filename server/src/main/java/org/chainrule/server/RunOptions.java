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
      description = "How many of them one client may have (QUEUE_PER_CLIENT, 300).")
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

  RunSettings settings(SettingSource from) {
    RunSettings otherwise = RunSettings.defaults();
    return new RunSettings(
        from.number(workers, "WORKERS", otherwise.workers()),
        from.number(queue, "QUEUE", otherwise.queue()),
        from.number(perClient, "QUEUE_PER_CLIENT", otherwise.perClient()),
        from.number(minutes, "RUN_MINUTES", otherwise.minutes()),
        from.number(megabytes, "RUN_MEGABYTES", otherwise.megabytes()),
        Duration.ofSeconds(
            from.number(silence, "WORKER_SILENCE", (int) otherwise.silence().toSeconds())));
  }
}
