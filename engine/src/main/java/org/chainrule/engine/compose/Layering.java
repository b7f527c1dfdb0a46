package org.chainrule.engine.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Position;
import org.chainrule.engine.graph.Wire;

/** Places new nodes in columns, each to the right of what feeds it. */
public final class Layering {
  private static final double COLUMN = 180;
  private static final double ROW = 110;

  private Layering() {}

  /**
   * The nodes with places from a corner on, to the right and down.
   *
   * @param nodes each after those that feed it
   */
  public static List<Node> placed(List<Node> nodes, List<Wire> wires, double x, double y) {
    Map<String, Integer> column = new HashMap<>();
    nodes.forEach(node -> column.put(node.id(), 0));
    Map<String, List<String>> feeds = new HashMap<>();
    for (Wire wire : wires) {
      feeds.computeIfAbsent(wire.to(), to -> new ArrayList<>()).add(wire.from());
    }
    Map<Integer, Integer> rows = new HashMap<>();
    List<Node> placed = new ArrayList<>();
    for (Node node : nodes) {
      int at = 0;
      for (String feed : feeds.getOrDefault(node.id(), List.of())) {
        at = Math.max(at, column.getOrDefault(feed, -1) + 1);
      }
      column.put(node.id(), at);
      int row = rows.merge(at, 1, Integer::sum) - 1;
      Position position = new Position(x + at * COLUMN, y + row * ROW);
      placed.add(new Node(node.id(), node.op(), node.name(), node.settings(), position));
    }
    return placed;
  }
}
