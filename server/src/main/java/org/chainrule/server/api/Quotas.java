package org.chainrule.server.api;

import io.javalin.http.Context;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** How much one client may ask for, so that a flood of one leaves room for the others. */
final class Quotas {

  private final RateLimit graphs;
  private final RateLimit runs;
  private final Semaphore streams;
  private final int streamsPerClient;
  private final ConcurrentMap<String, Integer> followed = new ConcurrentHashMap<>();

  Quotas(ApiSettings settings) {
    graphs = new RateLimit(settings.graphsPerMinute(), System::nanoTime);
    runs = new RateLimit(settings.runsPerMinute(), System::nanoTime);
    streams = new Semaphore(settings.streams());
    streamsPerClient = settings.streamsPerClient();
  }

  /** One more graph stored by this client, or a refusal. */
  void storeGraph(Context ctx) {
    take(graphs, ctx, "You store graphs too fast: wait a moment and try again.");
  }

  /** One more training started by this client, or a refusal. */
  void startRun(Context ctx) {
    take(runs, ctx, "You start trainings too fast: wait a moment and try again.");
  }

  private static void take(RateLimit limit, Context ctx, String sentence) {
    int seconds = limit.take(RequestInfo.of(ctx).client());
    if (seconds > 0) {
      throw new HttpProblem(429, sentence).header("Retry-After", String.valueOf(seconds));
    }
  }

  /** One more page that follows a training, until it is closed, or a refusal. */
  Stream openStream(Context ctx) {
    String client = RequestInfo.of(ctx).client();
    int own = followed.merge(client, 1, Integer::sum);
    if (own > streamsPerClient || !streams.tryAcquire()) {
      leave(client);
      throw new HttpProblem(
              429,
              "Too many pages follow trainings at the moment: ask for the run's state instead.")
          .header("Retry-After", "30");
    }
    return () -> {
      streams.release();
      leave(client);
    };
  }

  private void leave(String client) {
    followed.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
  }

  /** A place among the pages that follow trainings. */
  @FunctionalInterface
  interface Stream {
    void close();
  }
}
