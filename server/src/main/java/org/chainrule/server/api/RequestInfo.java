package org.chainrule.server.api;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before any route sees it.
 *
 * @param id its name in the log, in its answer and in a reference; tells nothing and opens nothing
 * @param client who asks, as far as limits go
 * @param deadline the {@link System#nanoTime} by which its body must have arrived
 */
record RequestInfo(String id, String client, long deadline) {

  static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "org.chainrule.request";

  static RequestInfo of(Context ctx) {
    return known(ctx.req().getAttribute(ATTRIBUTE));
  }

  /** Also of a request that was refused before it reached any handler. */
  static RequestInfo of(Request request) {
    return known(request.getAttribute(ATTRIBUTE));
  }

  private static RequestInfo known(@Nullable Object attribute) {
    return attribute instanceof RequestInfo info
        ? info
        : new RequestInfo(newId(), "-", System.nanoTime());
  }

  private static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** Gives each request its id, and the answer too. Stands in front of everything. */
  static final class Stamp extends Handler.Wrapper {

    private final Clients clients;
    private final long nanos;

    /**
     * @param seconds how long a body may take to arrive
     */
    Stamp(Clients clients, int seconds) {
      this.clients = clients;
      this.nanos = TimeUnit.SECONDS.toNanos(seconds);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      RequestInfo info = new RequestInfo(newId(), clients.of(request), System.nanoTime() + nanos);
      request.setAttribute(ATTRIBUTE, info);
      response.getHeaders().put(HEADER, info.id());
      return super.handle(request, response, callback);
    }
  }
}
