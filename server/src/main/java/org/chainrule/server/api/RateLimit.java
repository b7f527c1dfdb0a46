package org.chainrule.server.api;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each client: as many as it may use in a minute, and as fast refilled.
 * Those who have not come for long are forgotten. Thread-safe.
 */
final class RateLimit {

  private static final long NANOS_A_MINUTE = 60_000_000_000L;

  private final int perMinute;
  private final LongSupplier nanos;
  private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong swept;

  /**
   * @param perMinute 0 for any number
   * @param nanos a clock such as {@link System#nanoTime}
   */
  RateLimit(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
    this.swept = new AtomicLong(nanos.getAsLong());
  }

  /**
   * Takes one token of a client.
   *
   * @return 0 where there was one, else the seconds until there is
   */
  int take(String client) {
    if (perMinute == 0) {
      return 0;
    }
    long now = nanos.getAsLong();
    sweep(now);
    return buckets.computeIfAbsent(client, name -> new Bucket(now)).take(now);
  }

  /** How many clients are remembered. */
  int clients() {
    return buckets.size();
  }

  /** Once a minute, forgets whose bucket is full: a new one would be no different. */
  private void sweep(long now) {
    long last = swept.get();
    if (now - last > NANOS_A_MINUTE && swept.compareAndSet(last, now)) {
      buckets.values().removeIf(bucket -> bucket.full(now));
    }
  }

  /** What is left to one client. */
  private final class Bucket {

    private double tokens = perMinute;
    private long at;

    Bucket(long now) {
      at = now;
    }

    synchronized int take(long now) {
      fill(now);
      if (tokens >= 1) {
        tokens--;
        return 0;
      }
      return (int) Math.ceil((1 - tokens) * 60 / perMinute);
    }

    synchronized boolean full(long now) {
      fill(now);
      return tokens >= perMinute;
    }

    private void fill(long now) {
      double grown = (double) (now - at) * perMinute / NANOS_A_MINUTE;
      tokens = Math.min(perMinute, tokens + grown);
      at = now;
    }
  }
}
