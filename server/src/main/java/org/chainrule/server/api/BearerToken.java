package org.chainrule.server.api;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization: Bearer} header. */
final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /** The token, or null where the request carries none. */
  static @Nullable String of(Context ctx) {
    String header = ctx.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String token = header.substring(SCHEME.length()).trim();
    return token.isEmpty() ? null : token;
  }
}
