package org.chainrule.server.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what no page of this server sent: requests for other hosts, addresses that lead out of
 * their folder, and changes that another site's page makes a browser ask for.
 */
final class Gate extends Handler.Wrapper {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final HostNames hosts;

  Gate(HostNames hosts) {
    this.hosts = hosts;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpFields headers = request.getHeaders();
    if (!hosts.allow(Request.getServerName(request))) {
      Refusal.write(
          response,
          callback,
          421,
          "This server does not answer for this host name: whoever runs it may allow the name with"
              + " --allowed-hosts.");
    } else if (("/" + request.getHttpURI().getPath() + "/").contains("/../")) {
      Refusal.write(response, callback, 400, ProblemJson.sentence(400, ""));
    } else if (packed(headers)) {
      // What follows the body cannot be told from it, so nothing more is read.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Refusal.write(response, callback, 415, ProblemJson.sentence(415, ""));
    } else if (changes(request) && foreign(request)) {
      Refusal.write(response, callback, 403, "Pages of another site may not change anything here.");
    } else {
      return super.handle(request, response, callback);
    }
    return true;
  }

  /** Whether the body comes in another coding than in chunks. */
  private static boolean packed(HttpFields headers) {
    String coding = headers.get(HttpHeader.TRANSFER_ENCODING);
    return coding != null && !coding.trim().equalsIgnoreCase("chunked");
  }

  /** Whether a request may do more than read. */
  private static boolean changes(Request request) {
    return !READING.contains(request.getMethod())
        || "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
  }

  /**
   * Whether a page of another site asks. Only browsers say where a page comes from, and only they
   * need to be held back: a page cannot set either header.
   */
  private static boolean foreign(Request request) {
    HttpFields headers = request.getHeaders();
    String site = headers.get("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = headers.get(HttpHeader.ORIGIN);
    return origin != null && !same(origin, request.getHttpURI());
  }

  /** Compares host and port. The scheme may differ: a proxy in front may speak HTTPS. */
  private static boolean same(String origin, HttpURI address) {
    URI from = parsed(origin);
    return from != null
        && from.getHost() != null
        && from.getHost().equalsIgnoreCase(address.getHost())
        && port(from.getPort(), from) == port(address.getPort(), from);
  }

  private static int port(int port, URI origin) {
    if (port > 0) {
      return port;
    }
    return "https".equalsIgnoreCase(origin.getScheme()) ? 443 : 80;
  }

  private static @Nullable URI parsed(String origin) {
    try {
      return new URI(origin);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
