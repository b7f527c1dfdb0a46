package org.chainrule.server.api;

import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts the security headers on every response, whoever makes it. */
final class SecurityHeaders extends Handler.Wrapper {

  /** Name and value; errors that never reach a handler carry them too. */
  static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"
              + " 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src"
              + " 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none';"
              + " frame-ancestors 'self'",
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
