package org.chainrule.engine.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A computational graph for one example, as it is saved, shared and undone. Its meaning is checked
 * by the compiler, not here.
 *
 * @param title what a person calls the graph, possibly empty
 * @param nodes in the order they are listed; order carries no meaning
 * @param wires in the order they are listed; order carries no meaning
 */
public record Graph(String title, List<Node> nodes, List<Wire> wires) {

  public Graph {
    nodes = List.copyOf(nodes);
    wires = List.copyOf(wires);
  }

  /** The first node with that id, or null. */
  public @Nullable Node node(String id) {
    for (Node node : nodes) {
      if (node.id().equals(id)) {
        return node;
      }
    }
    return null;
  }
}
