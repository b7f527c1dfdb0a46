package org.chainrule.engine.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Grouping;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.graph.Node;

/**
 * Every node after its inputs, otherwise in the order of the document, those of a group together
 * where no value leaves the group and comes back.
 */
final class LineOrder {
  private final Wiring wiring;
  private final Grouping grouping;
  private final Set<String> looped = new HashSet<>();
  private final List<Node> nodes;

  LineOrder(Graph graph, Wiring wiring) {
    this.wiring = wiring;
    grouping = new Grouping(graph);
    List<String> ids = new ArrayList<>();
    Map<String, List<String>> feeds = new LinkedHashMap<>();
    wiring.nodes().forEach(node -> feeds.put(node.id(), wiring.feeds(node.id())));
    sort(feeds, ids, looped);
    if (!graph.groups().isEmpty()) {
      List<String> together = new ArrayList<>();
      if (arrange(ids, 0, together)) {
        ids = together;
      }
    }
    nodes = new ArrayList<>();
    for (String id : ids) {
      Node node = wiring.node(id);
      if (node != null) {
        nodes.add(node);
      }
    }
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Whether a cycle bites itself in this node, so that a name is forced. */
  boolean isLooped(String id) {
    return looped.contains(id);
  }

  /** The groups around a node, the outermost first, as deep as the text can hold them. */
  List<Group> path(String id) {
    List<Group> path = grouping.path(id);
    return path.subList(0, Math.min(path.size(), Limits.RANK));
  }

  /** Depth first, without recursion; notes where a cycle bites itself. */
  private static void sort(
      Map<String, List<String>> feeds, List<String> order, Set<String> looped) {
    Set<String> entered = new HashSet<>();
    Set<String> left = new HashSet<>();
    for (String root : feeds.keySet()) {
      Deque<String> path = new ArrayDeque<>();
      path.push(root);
      while (!path.isEmpty()) {
        String id = path.peek();
        if (entered.add(id)) {
          List<String> next = new ArrayList<>(feeds.getOrDefault(id, List.of()));
          Collections.reverse(next);
          for (String feed : next) {
            if (!entered.contains(feed)) {
              path.push(feed);
            } else if (!left.contains(feed)) {
              looped.add(feed);
            }
          }
        } else {
          path.pop();
          if (left.add(id)) {
            order.add(id);
          }
        }
      }
    }
  }

  /** Orders groups as wholes; false where that cannot be. */
  private boolean arrange(List<String> ids, int depth, List<String> out) {
    Map<String, List<String>> units = new LinkedHashMap<>();
    Map<String, String> unitOf = new HashMap<>();
    for (String id : ids) {
      List<Group> path = path(id);
      String unit = path.size() > depth ? "group " + path.get(depth).id() : "node " + id;
      units.computeIfAbsent(unit, key -> new ArrayList<>()).add(id);
      unitOf.put(id, unit);
    }
    Map<String, List<String>> feeds = new LinkedHashMap<>();
    units.keySet().forEach(unit -> feeds.put(unit, new ArrayList<>()));
    for (String id : ids) {
      String unit = String.valueOf(unitOf.get(id));
      for (String feed : wiring.feeds(id)) {
        String other = unitOf.get(feed);
        if (other != null && !other.equals(unit)) {
          feeds.getOrDefault(unit, new ArrayList<>()).add(other);
        }
      }
    }
    List<String> order = new ArrayList<>();
    Set<String> loops = new HashSet<>();
    sort(feeds, order, loops);
    for (String unit : order) {
      List<String> members = units.getOrDefault(unit, List.of());
      if (unit.startsWith("node ")) {
        out.addAll(members);
      } else if (!arrange(members, depth + 1, out)) {
        return false;
      }
    }
    return loops.isEmpty();
  }
}
