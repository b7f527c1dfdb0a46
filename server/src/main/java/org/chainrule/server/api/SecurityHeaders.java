package org.chainrule.server.api;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts the security headers on every response, whoever makes it. */
final class SecurityHeaders extends Handler.Wrapper {

  private static final String SOURCES =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; worker-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors ";

  private static final String POLICY = "Content-Security-Policy";

  /** For the one page that others may put into theirs. */
  static final HttpField FRAMED_POLICY = new PreEncodedHttpField(POLICY, SOURCES + "*");

  /** Errors that never reach a handler carry them too. */
  static final List<HttpField> ALL =
      List.of(
          new PreEncodedHttpField(POLICY, SOURCES + "'none'"),
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField("Referrer-Policy", "strict-origin-when-cross-origin"),
          new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"));

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ALL.forEach(response.getHeaders()::put);
    return super.handle(request, response, callback);
  }
}
