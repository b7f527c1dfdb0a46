package org.chainrule.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A limit for each client")
class RateLimitTest {

  private final AtomicLong clock = new AtomicLong(-5);

  private void pass(long seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  @DisplayName("gives as many as a minute has, says how long to wait, and refills as time goes on")
  void refills() {
    RateLimit limit = new RateLimit(6, clock::get);
    for (int i = 0; i < 6; i++) {
      assertEquals(0, limit.take("a"));
    }
    assertEquals(10, limit.take("a"));
    assertEquals(0, limit.take("b"), "another client has its own");
    pass(4);
    assertEquals(6, limit.take("a"), "being refused costs nothing");
    pass(6);
    assertEquals(0, limit.take("a"));
    assertEquals(10, limit.take("a"));
    pass(3600);
    for (int i = 0; i < 6; i++) {
      assertEquals(0, limit.take("a"), "an hour saves up no more than a minute");
    }
    assertEquals(10, limit.take("a"));
  }

  @Test
  @DisplayName("forgets clients that have not come for a minute")
  void forgets() {
    RateLimit limit = new RateLimit(2, clock::get);
    for (int i = 0; i < 1000; i++) {
      limit.take("client " + i);
    }
    assertEquals(1000, limit.clients());
    pass(61);
    limit.take("another");
    assertEquals(1, limit.clients());
  }

  @Test
  @DisplayName("of zero holds nobody back")
  void none() {
    RateLimit limit = new RateLimit(0, clock::get);
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, limit.take("a"));
    }
  }
}
