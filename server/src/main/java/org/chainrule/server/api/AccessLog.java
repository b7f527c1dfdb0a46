package org.chainrule.server.api;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request, as {@code key=value}: never a header, a query or a body, where tokens
 * may stand.
 */
final class AccessLog implements RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int LONGEST_PATH = 200;

  @Override
  public void log(Request request, Response response) {
    RequestInfo info = RequestInfo.of(request);
    HttpURI address = request.getHttpURI();
    LOG.info(
        "id={} client={} method={} path={} status={} bytes={} micros={}",
        info.id(),
        info.client(),
        printable(request.getMethod()),
        printable(address == null ? null : address.getPath()),
        response.getStatus(),
        Response.getContentBytesWritten(response),
        NanoTime.since(request.getBeginNanoTime()) / 1000);
  }

  /** What was sent, without anything that could pass for another field or another line. */
  private static String printable(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "-";
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST_PATH); i++) {
      char c = text.charAt(i);
      out.append(c > ' ' && c < 0x7f && c != '"' ? c : '?');
    }
    return out.toString();
  }
}
