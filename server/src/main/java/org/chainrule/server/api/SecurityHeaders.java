package org.chainrule.server.api;

import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts the security headers on every response, whoever makes it. */
final class SecurityHeaders extends Handler.Wrapper {

  static final String POLICY = "Content-Security-Policy";

  private static final String SOURCES =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; worker-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors ";

  /** For the one page that others may put into theirs. */
  static final String FRAMED_POLICY = SOURCES + "*";

  /** Name and value; errors that never reach a handler carry them too. */
  static final Map<String, String> ALL =
      Map.of(
          POLICY,
          SOURCES + "'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "strict-origin-when-cross-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ALL.forEach(response.getHeaders()::put);
    return super.handle(request, response, callback);
  }
}
