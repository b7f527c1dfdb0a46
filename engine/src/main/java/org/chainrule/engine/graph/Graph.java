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
 * @param groups structure over the nodes; evaluation never looks at it
 * @param definitions operations of a person's own, each before those that use it
 */
public record Graph(
    String title,
    List<Node> nodes,
    List<Wire> wires,
    List<Group> groups,
    List<Definition> definitions) {

  public Graph {
    nodes = List.copyOf(nodes);
    wires = List.copyOf(wires);
    groups = List.copyOf(groups);
    definitions = List.copyOf(definitions);
  }

  /** A graph without groups and definitions. */
  public Graph(String title, List<Node> nodes, List<Wire> wires) {
    this(title, nodes, wires, List.of(), List.of());
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

  /** The first group with that id, or null. */
  public @Nullable Group group(String id) {
    for (Group group : groups) {
      if (group.id().equals(id)) {
        return group;
      }
    }
    return null;
  }
}
