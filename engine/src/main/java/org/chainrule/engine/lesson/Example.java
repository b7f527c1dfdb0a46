package org.chainrule.engine.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Position;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;

/**
 * A graph to start from.
 *
 * @param id a short word
 * @param title what the menu calls it
 * @param summary what it shows, as a sentence
 * @param dataset the data set it is made for, or empty where the graph holds its own example
 * @param text the graph in the textual form
 * @param positions where nodes sit on the canvas, by id; empty where the layout is automatic
 */
public record Example(
    String id,
    String title,
    String summary,
    String dataset,
    String text,
    Map<String, Position> positions) {

  /** The document, with its title and positions. */
  public Graph document() {
    Parsed parsed = Parser.parse(text, Library.standard());
    Graph graph = parsed.graph();
    if (graph == null) {
      throw new IllegalStateException(
          "expected the text of " + id + " to parse, got " + parsed.problems());
    }
    List<Node> placed = new ArrayList<>();
    for (Node node : graph.nodes()) {
      placed.add(
          new Node(node.id(), node.op(), node.name(), node.settings(), positions.get(node.id())));
    }
    return new Graph(title, placed, graph.wires(), graph.groups(), graph.definitions());
  }
}
