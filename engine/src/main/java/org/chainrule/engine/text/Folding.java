package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Definition;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Grouping;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Port;

/** Finds the groups that still are what a call expands to, and puts one node in place of each. */
final class Folding {
  private final Graph graph;
  private final Grouping grouping;
  private final Vocabulary vocabulary;
  private final CallMatcher matcher;
  private final Map<String, OpInfo> calls = new HashMap<>();
  private final Map<String, String> owner = new HashMap<>();
  private final Map<String, Node> folded = new HashMap<>();
  private final Map<String, List<String>> adopted = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final List<Wire> wires = new ArrayList<>();

  /**
   * The graph with its calls folded.
   *
   * @param graph nodes that stand for a call bear the id and the name of its value
   * @param calls for each of them what is called
   * @param owner for each node within a call the id of the node that stands for it
   */
  record Folded(Graph graph, Map<String, OpInfo> calls, Map<String, String> owner) {}

  private Folding(Graph graph, Catalogue catalogue) {
    this.graph = graph;
    grouping = new Grouping(graph);
    vocabulary = new Vocabulary(catalogue);
    for (Definition definition : graph.definitions()) {
      Definitions.restore(definition, vocabulary);
    }
    matcher = new CallMatcher(graph, grouping, vocabulary);
  }

  static Folded of(Graph graph, Catalogue catalogue) {
    if (graph.groups().isEmpty()) {
      return new Folded(graph, Map.of(), Map.of());
    }
    Folding folding = new Folding(graph, catalogue);
    List<Group> outermostFirst = new ArrayList<>(graph.groups());
    outermostFirst.sort(
        (a, b) -> folding.grouping.pathOf(a).size() - folding.grouping.pathOf(b).size());
    for (Group group : outermostFirst) {
      folding.fold(group);
    }
    return folding.result();
  }

  private void fold(Group group) {
    Callee callee = vocabulary.find(group.kind());
    boolean within = grouping.pathOf(group).stream().anyMatch(outer -> gone.contains(outer.id()));
    if (within || callee == null || callee instanceof Callee.Operation) {
      return;
    }
    Map<String, String> arguments = matcher.arguments(group, callee);
    if (arguments == null) {
      return;
    }
    gone.add(group.id());
    List<String> members = grouping.within(group.id());
    String value = members.get(members.size() - 1);
    members.forEach(member -> owner.put(member, value));
    Node last = matcher.node(value);
    folded.put(value, new Node(value, group.kind(), last.name(), group.settings(), null));
    calls.put(value, callee.info());
    for (Port port : callee.info().ports()) {
      String from = arguments.get(port.name());
      if (from != null) {
        wires.add(new Wire(from, value, port.name()));
      }
    }
    Group parent = grouping.parent(group);
    if (parent != null) {
      adopted.computeIfAbsent(parent.id(), id -> new ArrayList<>()).add(value);
    }
  }

  private Folded result() {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Node call = folded.get(node.id());
      if (call != null) {
        nodes.add(call);
      } else if (!owner.containsKey(node.id())) {
        nodes.add(node);
      }
    }
    for (Wire wire : graph.wires()) {
      if (!owner.containsKey(wire.to())) {
        wires.add(wire);
      }
    }
    List<Group> groups = new ArrayList<>();
    for (Group group : graph.groups()) {
      if (grouping.pathOf(group).stream().noneMatch(outer -> gone.contains(outer.id()))) {
        List<String> members = new ArrayList<>(group.members());
        members.addAll(adopted.getOrDefault(group.id(), List.of()));
        groups.add(group.withMembers(members));
      }
    }
    return new Folded(
        new Graph(graph.title(), nodes, wires, groups, graph.definitions()), calls, owner);
  }
}
