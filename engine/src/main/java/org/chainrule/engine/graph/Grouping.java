package org.chainrule.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which node stands in which group, and what crosses a group's border. Bears any document: a node
 * claimed twice belongs to the first group that claims it, and a group that would contain itself or
 * stands too deep is taken to stand in none.
 */
public final class Grouping {
  /** How deeply groups are followed into each other. */
  private static final int MAX_DEPTH = 32;

  private final Graph graph;
  private final Map<String, Group> byId = new LinkedHashMap<>();
  private final Map<String, Group> ofNode = new HashMap<>();
  private final Map<String, List<String>> below = new HashMap<>();
  private final Map<String, List<Group>> inside = new HashMap<>();

  public Grouping(Graph graph) {
    this.graph = graph;
    for (Group group : graph.groups()) {
      if (byId.putIfAbsent(group.id(), group) == null) {
        for (String member : group.members()) {
          ofNode.putIfAbsent(member, group);
        }
      }
    }
    for (Group group : byId.values()) {
      List<Group> path = pathOf(group);
      for (Group outer : path.subList(0, path.size() - 1)) {
        inside.computeIfAbsent(outer.id(), id -> new ArrayList<>()).add(group);
      }
    }
    for (Node node : graph.nodes()) {
      for (Group group : path(node.id())) {
        below.computeIfAbsent(group.id(), id -> new ArrayList<>()).add(node.id());
      }
    }
  }

  /** The innermost group of a node, or null. */
  public @Nullable Group of(String node) {
    return ofNode.get(node);
  }

  /** The group that a group stands in, or null. */
  public @Nullable Group parent(Group group) {
    List<Group> path = pathOf(group);
    return path.size() < 2 ? null : path.get(path.size() - 2);
  }

  /** The groups around a node, the outermost first. */
  public List<Group> path(String node) {
    Group innermost = ofNode.get(node);
    return innermost == null ? List.of() : pathOf(innermost);
  }

  /** A group and those around it, the outermost first. */
  public List<Group> pathOf(Group group) {
    List<Group> path = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Group at = group;
    while (at != null && seen.size() <= MAX_DEPTH && seen.add(at.id())) {
      path.add(0, at);
      at = at.parent() == null ? null : byId.get(at.parent());
    }
    return at == null ? path : List.of(group);
  }

  /** The nodes within a group and all groups in it, in the order of the document. */
  public List<String> within(String group) {
    return below.getOrDefault(group, List.of());
  }

  /** The groups that stand in a group at any depth, in the order of the document. */
  public List<Group> inside(Group group) {
    return inside.getOrDefault(group.id(), List.of());
  }

  /**
   * A place where a value crosses the border of a group.
   *
   * @param name what the value is called
   * @param node id of the node whose value it is
   */
  public record Port(String name, String node) {}

  /** The values that flow into a group, each once, in the order of the wires. */
  public List<Port> inputs(String group) {
    Set<String> within = new LinkedHashSet<>(within(group));
    return ports(
        graph.wires().stream()
            .filter(wire -> within.contains(wire.to()) && !within.contains(wire.from()))
            .map(Wire::from)
            .toList());
  }

  /** The values that leave a group, and those at which it ends, in the order of the nodes. */
  public List<Port> outputs(String group) {
    List<String> within = within(group);
    Set<String> members = new LinkedHashSet<>(within);
    Set<String> leaving = new LinkedHashSet<>();
    Set<String> consumed = new LinkedHashSet<>();
    for (Wire wire : graph.wires()) {
      consumed.add(wire.from());
      if (members.contains(wire.from()) && !members.contains(wire.to())) {
        leaving.add(wire.from());
      }
    }
    return ports(
        within.stream().filter(id -> leaving.contains(id) || !consumed.contains(id)).toList());
  }

  private List<Port> ports(List<String> nodes) {
    Map<String, Node> known = new HashMap<>();
    graph.nodes().forEach(node -> known.put(node.id(), node));
    List<Port> ports = new ArrayList<>();
    for (String id : new LinkedHashSet<>(nodes)) {
      Node node = known.get(id);
      if (node != null) {
        ports.add(new Port(node.label(), id));
      }
    }
    return ports;
  }
}
