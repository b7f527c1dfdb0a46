package org.chainrule.engine.text;

import java.util.List;
import java.util.Locale;
import org.chainrule.engine.json.JsonWriter;

/**
 * One statement of a text and where it stands, so that an editor can tell which lines make which
 * nodes.
 *
 * @param kind what it is
 * @param name what it names: a value, a group or a formula
 * @param line the first of its lines, from 1
 * @param end the last of its lines
 * @param nodes the ids of the nodes that it makes, in the order in which they can be computed
 */
public record Statement(Kind kind, String name, int line, int end, List<String> nodes) {
  /** What a statement does. */
  public enum Kind {
    VALUE,
    GROUP,
    FORMULA
  }

  public Statement {
    nodes = List.copyOf(nodes);
  }

  /** A list of statements as JSON. */
  public static String json(List<Statement> statements) {
    JsonWriter out = new JsonWriter().beginArray();
    for (Statement statement : statements) {
      out.beginObject().key("kind").value(statement.kind.name().toLowerCase(Locale.ROOT));
      out.key("name").value(statement.name);
      out.key("line").value(statement.line).key("end").value(statement.end);
      out.key("nodes").beginArray();
      statement.nodes.forEach(out::value);
      out.endArray().endObject();
    }
    return out.endArray().toString();
  }
}
