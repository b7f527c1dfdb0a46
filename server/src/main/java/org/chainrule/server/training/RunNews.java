package org.chainrule.server.training;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.chainrule.server.store.TrainingStore;

/**
 * Wakes those who follow a run that another process works on, or nobody yet, when the store says
 * that it has changed. Thread-safe.
 */
final class RunNews {

  private final ConcurrentMap<String, Watched> watched = new ConcurrentHashMap<>();

  /** A run that somebody waits for. */
  private static final class Watched {
    private int followers;
    private long count;

    synchronized void tell() {
      count++;
      notifyAll();
    }

    synchronized long count() {
      return count;
    }

    synchronized void await(long seen, long millis) throws InterruptedException {
      long deadline = System.nanoTime() + millis * 1_000_000;
      while (count == seen) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return;
        }
        wait(left);
      }
    }
  }

  /** What to look for; it is looked at before the first wait and after each. */
  @FunctionalInterface
  interface Look {
    boolean done();
  }

  /**
   * Looks again and again until it is done or the time is over, each time there is news of the run
   * and at the latest after a while: news may be lost with the connection that brings them.
   */
  void await(String run, long millis, long again, Look look) throws InterruptedException {
    Watched one =
        watched.compute(
            run,
            (id, there) -> {
              Watched kept = there == null ? new Watched() : there;
              kept.followers++;
              return kept;
            });
    try {
      long deadline = System.nanoTime() + millis * 1_000_000;
      while (true) {
        long seen = one.count();
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (look.done() || left <= 0) {
          return;
        }
        one.await(seen, Math.min(left, again));
      }
    } finally {
      watched.compute(run, (id, there) -> --one.followers == 0 ? null : there);
    }
  }

  /** There is news of a run, or perhaps of {@link TrainingStore#ANY}. */
  void tell(String run) {
    if (run.equals(TrainingStore.ANY)) {
      watched.values().forEach(Watched::tell);
    } else {
      Watched one = watched.get(run);
      if (one != null) {
        one.tell();
      }
    }
  }
}
