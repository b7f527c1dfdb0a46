package org.chainrule.client;

import java.util.List;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Statement;
import org.jspecify.annotations.Nullable;

/** How documents cross into the engine and out of it again; shared by the modules. */
final class Answers {
  private Answers() {}

  /**
   * A document of the page, which has been checked when it came in.
   *
   * @throws IllegalArgumentException with a sentence where it is none
   */
  static Graph read(String document) {
    try {
      return GraphCodec.read(document);
    } catch (DocumentException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** {@code {"document", "problems"}}: the document, or null, and the problems. */
  static String of(@Nullable Graph graph, List<Problem> problems) {
    return begin(graph, problems).endObject().toString();
  }

  /**
   * {@code {"document", "problems", "statements"}}: the same for a text, with where its nodes
   * stand.
   */
  static String of(Parsed parsed) {
    return begin(parsed.graph(), parsed.problems())
        .key("statements")
        .raw(Statement.json(parsed.statements()))
        .endObject()
        .toString();
  }

  private static JsonWriter begin(@Nullable Graph graph, List<Problem> problems) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("document");
    if (graph == null) {
      out.nullValue();
    } else {
      out.raw(GraphCodec.write(graph));
    }
    return out.key("problems").raw(Problem.json(problems));
  }

  /** The same for what could not be read at all. */
  static String refused(@Nullable String reason) {
    return of(null, List.of(new Problem.Unreadable(String.valueOf(reason))));
  }
}
