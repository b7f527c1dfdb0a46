package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Wire;
import org.jspecify.annotations.Nullable;

/** What feeds what, by id; one wire to a port. */
final class Wiring {
  private final Map<String, Node> byId = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> inputs = new HashMap<>();
  private final Map<String, List<String>> consumers = new HashMap<>();
  private final Map<String, String> owner;

  /**
   * @param owner the node that stands for another, where one does
   */
  Wiring(Graph graph, Map<String, String> owner) {
    this.owner = owner;
    for (Node node : graph.nodes()) {
      byId.putIfAbsent(node.id(), node);
    }
    for (Wire wire : graph.wires()) {
      if (byId.containsKey(standing(wire.from()))) {
        inputs
            .computeIfAbsent(wire.to(), to -> new LinkedHashMap<>())
            .putIfAbsent(wire.port(), wire.from());
        consumers.computeIfAbsent(wire.from(), from -> new ArrayList<>()).add(wire.to());
      }
    }
  }

  /** The node whose line makes this one. */
  String standing(String id) {
    return owner.getOrDefault(id, id);
  }

  Iterable<Node> nodes() {
    return byId.values();
  }

  @Nullable Node node(String id) {
    return byId.get(id);
  }

  /** By port, the id of the node whose value enters. */
  Map<String, String> inputs(String id) {
    return inputs.getOrDefault(id, Map.of());
  }

  /** The nodes whose lines must come before that of this one. */
  List<String> feeds(String id) {
    List<String> feeds = new ArrayList<>();
    inputs(id).values().forEach(from -> feeds.add(standing(from)));
    return feeds;
  }

  List<String> consumers(String id) {
    return Collections.unmodifiableList(consumers.getOrDefault(id, List.of()));
  }
}
