package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Grouping;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a group still is what its call expands to, by expanding the call again. Ids of
 * unnamed nodes are no part of that, nor is how a parameter came by its value.
 */
final class CallMatcher {
  private static final Token NOWHERE = new Token(Kind.NAME, "", 0, 0);

  private final Graph graph;
  private final Grouping grouping;
  private final Vocabulary vocabulary;
  private final Map<String, Node> byId = new HashMap<>();
  private final Map<String, List<Wire>> into = new HashMap<>();
  private final Map<String, List<Wire>> outOf = new HashMap<>();
  private @Nullable Map<String, Shape> shapes;

  CallMatcher(Graph graph, Grouping grouping, Vocabulary vocabulary) {
    this.graph = graph;
    this.grouping = grouping;
    this.vocabulary = vocabulary;
    graph.nodes().forEach(node -> byId.putIfAbsent(node.id(), node));
    for (Wire wire : graph.wires()) {
      into.computeIfAbsent(wire.to(), to -> new ArrayList<>()).add(wire);
      outOf.computeIfAbsent(wire.from(), from -> new ArrayList<>()).add(wire);
    }
  }

  Node node(String id) {
    return Objects.requireNonNull(byId.get(id));
  }

  /** For each port of the call the node that is passed, or null where the group is another. */
  @Nullable Map<String, String> arguments(Group group, Callee callee) {
    List<String> members = grouping.within(group.id());
    GraphBuilder trial = members.isEmpty() ? null : expanded(group, callee, members);
    if (trial == null || trial.nodes().size() != members.size() || leaks(members)) {
      return null;
    }
    Map<String, String> actual = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      Node expected = trial.nodes().get(i);
      Node found = node(members.get(i));
      if (!expected.op().equals(found.op())
          || !Objects.equals(expected.name(), found.name())
          || !(expected.settings().equals(found.settings()) || sameValue(expected, found))) {
        return null;
      }
      actual.put(expected.id(), found.id());
    }
    Map<String, String> arguments = wired(trial, actual, members);
    return arguments != null
            && sameShapes(callee, group, arguments)
            && structure(trial.groups().groups(), actual).equals(structure(inAndBelow(group), null))
        ? arguments
        : null;
  }

  private List<Group> inAndBelow(Group group) {
    List<Group> all = new ArrayList<>();
    all.add(group);
    all.addAll(grouping.inside(group));
    return all;
  }

  private static String placeholder(String port) {
    return " " + port;
  }

  private @Nullable GraphBuilder expanded(Group group, Callee callee, List<String> members) {
    String root = node(members.get(members.size() - 1)).name();
    if (root == null && callee instanceof Callee.Layer) {
      return null;
    }
    GraphBuilder trial = new GraphBuilder(vocabulary);
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, String> argument : group.arguments().entrySet()) {
      String placeholder = placeholder(argument.getKey());
      trial.seed(placeholder, null, shapes().get(argument.getValue()));
      inputs.put(argument.getKey(), placeholder);
    }
    GraphBuilder.Frame frame =
        new GraphBuilder.Frame(root == null ? "f" : root, Map.of(), false, 0);
    try {
      trial.expand(NOWHERE, callee, group.settings(), inputs, frame, root);
    } catch (SyntaxException e) {
      return null;
    }
    return trial;
  }

  private Map<String, Shape> shapes() {
    Map<String, Shape> known = shapes;
    if (known == null) {
      known = new HashMap<>();
      for (Plan.Step step : Compiler.compile(graph, vocabulary.catalogue()).steps()) {
        known.put(step.node().id(), step.shape());
      }
      shapes = known;
    }
    return known;
  }

  /** Whether a value within, which has no name to call it by, is used outside. */
  private boolean leaks(List<String> members) {
    Set<String> within = new HashSet<>(members);
    for (String member : members.subList(0, members.size() - 1)) {
      for (Wire wire : outOf.getOrDefault(member, List.of())) {
        if (!within.contains(wire.to()) && node(member).name() == null) {
          return true;
        }
      }
    }
    return false;
  }

  private @Nullable Map<String, String> wired(
      GraphBuilder trial, Map<String, String> actual, List<String> members) {
    Map<String, String> sources = new HashMap<>();
    for (String member : members) {
      for (Wire wire : into.getOrDefault(member, List.of())) {
        sources.put(member + " " + wire.port(), wire.from());
      }
    }
    Map<String, String> arguments = new HashMap<>();
    for (Wire wire : trial.wires()) {
      String from = sources.remove(actual.get(wire.to()) + " " + wire.port());
      if (from == null) {
        return null;
      }
      boolean argument = wire.from().startsWith(" ");
      String known =
          argument
              ? arguments.putIfAbsent(wire.from().substring(1), from)
              : actual.get(wire.from());
      if (known == null ? !argument : !known.equals(from)) {
        return null;
      }
    }
    boolean apart = arguments.values().stream().noneMatch(members::contains);
    return sources.isEmpty() && apart ? arguments : null;
  }

  private boolean sameShapes(Callee callee, Group group, Map<String, String> arguments) {
    return callee instanceof Callee.Function
        || arguments.entrySet().stream()
            .allMatch(
                argument ->
                    Objects.equals(
                        shapes().get(argument.getValue()),
                        shapes().get(group.arguments().get(argument.getKey()))));
  }

  private static Set<String> structure(List<Group> groups, @Nullable Map<String, String> ids) {
    Set<String> structure = new HashSet<>();
    for (Group group : groups) {
      List<String> members = new ArrayList<>();
      for (String member : group.members()) {
        members.add(ids == null ? member : String.valueOf(ids.get(member)));
      }
      members.sort(null);
      structure.add(group.kind() + " " + members);
    }
    return structure;
  }

  private boolean sameValue(Node expected, Node found) {
    Tensor drawn = value(expected);
    Tensor given = value(found);
    if (drawn == null || given == null || !drawn.shape().equals(given.shape())) {
      return false;
    }
    for (int i = 0; i < drawn.size(); i++) {
      if (drawn.at(i) != given.at(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Tensor value(Node node) {
    Plan plan = Compiler.compile(new Graph("", List.of(node), List.of()), vocabulary.catalogue());
    if (plan.steps().isEmpty() || !(plan.steps().get(0).op() instanceof Source source)) {
      return null;
    }
    Plan.Step step = plan.steps().get(0);
    return source.value(step.settings(), step.shape(), node.label());
  }
}
