package org.chainrule.server.api;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The web app: one page for every address of its own, and the files it loads. Stands in front of
 * the routes and sends from memory what the build has packed, several times as fast as a route
 * could.
 */
final class Pages extends Handler.Wrapper {

  private static final String PAGE = "index.html";

  /** The page itself, a graph, a run. */
  private static final Pattern OWN = Pattern.compile("/|/(g|runs)/[^/]+");

  /** The same page for frames of other sites: it keeps nothing and knows nobody. */
  private static final Pattern FRAMED = Pattern.compile("/embed(/[^/]+)?");

  private final WebFiles files;

  Pages(WebFiles files) {
    this.files = files;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean head = request.getMethod().equals("HEAD");
    if (!head && !request.getMethod().equals("GET")) {
      return super.handle(request, response, callback);
    }
    String path = Request.getPathInContext(request);
    WebFiles.WebFile file = files.find(path.substring(1));
    if (file == null && FRAMED.matcher(path).matches()) {
      response.getHeaders().put(SecurityHeaders.FRAMED_POLICY);
      file = page();
    } else if (file == null && OWN.matcher(path).matches()) {
      file = page();
    }
    if (file == null) {
      return super.handle(request, response, callback);
    }
    request.setAttribute(Metrics.ROUTE, "page");
    send(file, request, response, callback, head);
    return true;
  }

  private WebFiles.@Nullable WebFile page() {
    return files.find(PAGE);
  }

  private static void send(
      WebFiles.WebFile file, Request request, Response response, Callback callback, boolean head) {
    WebFiles.Form form = file.accepted(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING));
    if (EntityTags.match(request.getHeaders().get(HttpHeader.IF_NONE_MATCH), form.etag())) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      response.getHeaders().add(form.unchanged());
      callback.succeeded();
      return;
    }
    response.getHeaders().add(form.headers());
    ByteBuffer content = head ? null : form.content().slice();
    response.write(true, content, callback);
  }
}
