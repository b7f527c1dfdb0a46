package org.chainrule.engine.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Grouping;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The nodes of one group, ready to be walked. */
final class Pieces {
  private final Map<String, Plan.Step> steps = new HashMap<>();
  private final Map<String, Map<String, String>> inputs = new HashMap<>();
  private final Map<String, List<String>> consumers = new HashMap<>();
  private final Set<String> members;
  private final Set<String> visited = new HashSet<>();
  private final Plan plan;

  Pieces(Graph graph, String group, Catalogue catalogue) {
    plan = Compiler.compile(graph, catalogue);
    plan.steps().forEach(step -> steps.putIfAbsent(step.node().id(), step));
    for (Wire wire : graph.wires()) {
      inputs
          .computeIfAbsent(wire.to(), to -> new HashMap<>())
          .putIfAbsent(wire.port(), wire.from());
      consumers.computeIfAbsent(wire.from(), from -> new ArrayList<>()).add(wire.to());
    }
    members = new HashSet<>(new Grouping(graph).within(group));
  }

  static ProblemException refusal(String message) {
    return new ProblemException(new Problem.NoLens(message));
  }

  /** The nodes that can run, in the order in which they do. */
  List<Node> members() {
    return plan.steps().stream()
        .map(Plan.Step::node)
        .filter(n -> members.contains(n.id()))
        .toList();
  }

  Set<String> visited() {
    return visited;
  }

  /** Starts another reading. */
  void forget() {
    visited.clear();
  }

  boolean isUsedInsideAlone(Node node) {
    return members.containsAll(consumers(node));
  }

  boolean allVisited() {
    return visited.containsAll(members);
  }

  /** The node that feeds a port, which becomes visited if it is part of the layer. */
  @Nullable Node input(Node node, String port) {
    String id = inputs.getOrDefault(node.id(), Map.of()).get(port);
    Plan.Step step = id == null ? null : steps.get(id);
    return step == null ? null : step.node();
  }

  Node visit(Node node) {
    visited.add(node.id());
    return node;
  }

  List<String> consumers(Node node) {
    return consumers.getOrDefault(node.id(), List.of());
  }

  /** The one node of the group that uses a value, or null where nothing or something else does. */
  @Nullable Node onlyConsumer(Node node) {
    List<String> all = consumers(node);
    Plan.Step step = all.size() == 1 && members.contains(all.get(0)) ? steps.get(all.get(0)) : null;
    return step == null ? null : step.node();
  }

  boolean isMember(Node node) {
    return members.contains(node.id());
  }

  @Nullable Shape shape(@Nullable Node node) {
    Plan.Step step = node == null ? null : steps.get(node.id());
    return step == null ? null : step.shape();
  }

  boolean isParameter(@Nullable Node node) {
    Plan.Step step = node == null ? null : steps.get(node.id());
    return step != null && step.op().info().role() == Role.PARAMETER;
  }

  /** The value of a parameter or a constant, or null where the node is neither. */
  @Nullable Tensor value(@Nullable Node node) {
    Plan.Step step = node == null ? null : steps.get(node.id());
    return step != null && step.op() instanceof Source source
        ? source.value(step.settings(), step.shape(), step.node().label())
        : null;
  }

  /** The activation that a node applies, or null where it does something else. */
  Layer.@Nullable Activation activation(Node node) {
    Plan.Step step = steps.get(node.id());
    if (step == null || step.op().info().ports().size() != 1 || step.inputs().size() != 1) {
      return null;
    }
    return new Layer.Activation(node.op(), step.op().info().ports().get(0).name(), node.settings());
  }

  /** Whether a node works on each number by itself. */
  boolean isElementwise(Node node) {
    Plan.Step step = steps.get(node.id());
    return step != null
        && step.op().kernel(plan.inputShapes(step), step.settings()) instanceof Kernel.Elementwise;
  }
}
