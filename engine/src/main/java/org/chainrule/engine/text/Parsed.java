package org.chainrule.engine.text;

import java.util.List;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.plan.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What reading a text gave.
 *
 * @param graph the document, or null where a line could not be understood
 * @param problems one for each line that could not be understood
 * @param statements those that could, in the order of the text
 */
public record Parsed(@Nullable Graph graph, List<Problem> problems, List<Statement> statements) {
  public Parsed {
    problems = List.copyOf(problems);
    statements = List.copyOf(statements);
  }

  static Parsed failed(List<Problem> problems) {
    return new Parsed(null, problems, List.of());
  }
}
