package org.chainrule.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.plan.Problem;

/**
 * A refusal: a status, a sentence that says what is wrong and what to do, and the graph's problems
 * where there are any. Thrown by a route, written by {@link Errors}.
 */
final class HttpProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Problems that one answer lists; a megabyte of text can have a hundred thousand. */
  private static final int LISTED = 100;

  private final int status;
  private final transient List<Problem> problems;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  HttpProblem(int status, String detail) {
    this(status, detail, List.of());
  }

  HttpProblem(int status, String detail, List<Problem> problems) {
    super(detail, null, false, false);
    this.status = status;
    this.problems = List.copyOf(problems);
  }

  /** A graph that cannot be used: the first problem's sentence, and all of them beside it. */
  static HttpProblem of(List<Problem> problems) {
    String first = problems.get(0).message();
    int others = problems.size() - 1;
    String detail =
        others == 0
            ? first
            : first
                + (others == 1 ? " (And 1 more problem.)" : " (And " + others + " more problems.)");
    return new HttpProblem(422, detail, problems.subList(0, Math.min(LISTED, problems.size())));
  }

  /** The same refusal with one more response header. */
  HttpProblem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  List<Problem> problems() {
    return problems;
  }

  Map<String, String> headers() {
    return headers;
  }
}
