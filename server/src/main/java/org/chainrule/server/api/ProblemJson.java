package org.chainrule.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import org.chainrule.engine.plan.Problem;
import org.eclipse.jetty.http.HttpStatus;

/** The one place that words an error for the wire: {@code application/problem+json}, RFC 9457. */
final class ProblemJson {

  static final String CONTENT_TYPE = "application/problem+json";

  private ProblemJson() {}

  static String write(int status, String detail, List<Problem> problems) {
    ObjectNode body = Json.object();
    body.put("type", "about:blank");
    body.put("title", HttpStatus.getMessage(status));
    body.put("status", status);
    body.put("detail", detail);
    body.putRawValue("problems", new RawValue(Problem.json(problems)));
    return Json.write(body);
  }

  /** The sentence for an error that no route has worded, by its status alone. */
  static String sentence(int status, String path) {
    return switch (status) {
      case 400 -> "The request is malformed: check its path, headers and body.";
      case 404 -> "There is nothing at " + path + ".";
      case 405 -> "This method is not supported at " + path + ".";
      case 408 -> "The request took too long to arrive.";
      case 413 -> "The body is larger than 1 MB, which is the most this server reads.";
      case 414 -> "The address is too long.";
      case 415 ->
          "The body has a type or encoding that this server does not read: send plain JSON.";
      case 417 -> "This server does not do what the Expect header asks for.";
      case 431 -> "The request's headers are too large.";
      case 503 -> "The server is busy or stopping: try again in a moment.";
      case 507 -> "The server has no room to store anything new; what is there can be read.";
      default ->
          status >= 500
              ? "The server failed to answer."
              : "The request was refused (" + HttpStatus.getMessage(status) + ").";
    };
  }
}
