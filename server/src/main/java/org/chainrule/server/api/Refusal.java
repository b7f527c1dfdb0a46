package org.chainrule.server.api;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes a problem outside of any route, with every header that a route's answer would carry. */
final class Refusal {

  private Refusal() {}

  static void write(Response response, Callback callback, int status, String detail) {
    response.setStatus(status);
    SecurityHeaders.ALL.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, ProblemJson.write(status, detail, List.of()), callback);
  }
}
