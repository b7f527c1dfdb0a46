package org.chainrule.engine.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The hidden layers of a graph whose width can be set. Which parameters must follow is found by the
 * shape rules alone: one layer is given a width that no other tensor has, and whatever then does
 * not fit is made to.
 */
public final class Widths {
  /** How far above a node its weights are looked for: a transposed matrix is two away. */
  private static final int REACH = 3;

  private final Graph graph;
  private final Catalogue catalogue;
  private final Plan plan;

  /**
   * A layer whose width can be set.
   *
   * @param node the id of the parameter that makes it
   * @param label what a person calls its value
   * @param width how many units it has
   * @param axes which axes of which parameters are as long as it is wide, or so many times
   */
  public record Layer(String node, String label, int width, List<Axis> axes) {
    public Layer {
      axes = List.copyOf(axes);
    }
  }

  /**
   * An axis of a parameter.
   *
   * @param times how often the width goes into its length: flattened channels count many times
   */
  public record Axis(String node, int axis, int times) {}

  private Widths(Graph graph, Catalogue catalogue) {
    this.graph = graph;
    this.catalogue = catalogue;
    plan = Compiler.compile(graph, catalogue);
  }

  /** Every such layer, in the order of the forward pass; none where the graph has problems. */
  public static List<Layer> of(Graph graph, Catalogue catalogue) {
    Widths widths = new Widths(graph, catalogue);
    List<Layer> layers = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Plan.Step step : widths.plan.complete() ? widths.plan.steps() : List.<Plan.Step>of()) {
      int[] dims = resizable(step);
      // A width of one is broadcast silently; nothing would tell what has to follow.
      if (dims.length < 2 || dims[0] < 2 || taken.contains(step.node().id())) {
        continue;
      }
      Layer layer = widths.layer(step, dims[0]);
      if (layer != null) {
        layers.add(layer);
        layer.axes().stream().filter(axis -> axis.axis() == 0).forEach(a -> taken.add(a.node()));
      }
    }
    return layers;
  }

  /**
   * The axes of a parameter that is drawn in a shape, which can be another; none of other nodes.
   */
  private static int[] resizable(Plan.Step step) {
    boolean drawn =
        step.op().info().role() == Role.PARAMETER
            && step.node().settings().containsKey("shape")
            && !step.node().settings().containsKey("value");
    return drawn ? step.shape().dims() : new int[0];
  }

  private @Nullable Layer layer(Plan.Step first, int width) {
    int probe = probe();
    List<Axis> axes = new ArrayList<>(List.of(new Axis(first.node().id(), 0, 1)));
    Plan tried = tried(axes, probe);
    while (!tried.problems().isEmpty()) {
      String node = tried.problems().get(0).node();
      Axis next = node == null ? null : follower(node, axes, width, probe);
      if (next == null) {
        return null;
      }
      axes.add(next);
      tried = tried(axes, probe);
    }
    return isHidden(tried) ? new Layer(first.node().id(), label(first), width, axes) : null;
  }

  /** A length that no tensor of the graph has. */
  private int probe() {
    Set<Integer> lengths = new HashSet<>();
    for (Plan.Step step : plan.steps()) {
      for (int dim : step.shape().dims()) {
        lengths.add(dim);
      }
    }
    int probe = 3;
    while (lengths.contains(probe)) {
      probe++;
    }
    return probe;
  }

  private Plan tried(List<Axis> axes, int width) {
    return Compiler.compile(resized(graph, axes, width), catalogue);
  }

  /** The axis that must follow, so that a node fits again. */
  private @Nullable Axis follower(String node, List<Axis> sofar, int width, int probe) {
    List<Plan.Step> near = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      if (step.node().id().equals(node)) {
        gather(step, REACH, near);
      }
    }
    for (Plan.Step weight : near) {
      int[] dims = resizable(weight);
      for (int axis = 0; axis < dims.length; axis++) {
        Axis next = new Axis(weight.node().id(), axis, dims[axis] / width);
        if (dims[axis] % width != 0 || sofar.contains(next)) {
          continue;
        }
        List<Axis> axes = new ArrayList<>(sofar);
        axes.add(next);
        if (tried(axes, probe).problems().stream().noneMatch(still -> isAt(still, node))) {
          return next;
        }
      }
    }
    return null;
  }

  private static boolean isAt(Problem problem, String node) {
    return node.equals(problem.node());
  }

  private void gather(Plan.Step step, int reach, List<Plan.Step> into) {
    for (int input : step.inputs()) {
      Plan.Step source = plan.steps().get(input);
      if (source.op().info().role() == Role.PARAMETER) {
        into.add(source);
      }
    }
    for (int input : reach > 1 ? step.inputs() : List.<Integer>of()) {
      gather(plan.steps().get(input), reach - 1, into);
    }
  }

  /** Whether what meets a label has kept its shape: the answer of a graph is no hidden layer. */
  private boolean isHidden(Plan tried) {
    boolean[] labelled = new boolean[plan.steps().size()];
    for (int i = 0; i < labelled.length; i++) {
      Plan.Step step = plan.steps().get(i);
      labelled[i] = step.op().info().role() == Role.LABEL;
      for (int input : step.inputs()) {
        labelled[i] |= labelled[input];
      }
      for (int input : step.inputs()) {
        Shape before = plan.steps().get(input).shape();
        if (labelled[i] && !before.equals(shape(tried, plan.steps().get(input)))) {
          return false;
        }
      }
    }
    return true;
  }

  private static @Nullable Shape shape(Plan tried, Plan.Step step) {
    int at = tried.stepOf().get(step.index());
    return at < 0 ? null : tried.steps().get(at).shape();
  }

  /** The first value downstream that a person has named; else the parameter's own name. */
  private String label(Plan.Step first) {
    Set<Integer> reached = new HashSet<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      Plan.Step step = plan.steps().get(i);
      boolean after = step == first;
      for (int input : step.inputs()) {
        after |= reached.contains(input);
      }
      if (after && step != first && step.node().name() != null) {
        return step.label();
      }
      if (after) {
        reached.add(i);
      }
    }
    return first.label();
  }

  /** The graph with a layer of another width; its parameters are drawn anew. */
  public static Graph widened(Graph graph, Layer layer, int width) {
    Graph resized = resized(graph, layer.axes(), width);
    List<Group> groups = new ArrayList<>();
    for (Group group : graph.groups()) {
      groups.add(told(graph, group, layer, width));
    }
    return new Graph(
        resized.title(), resized.nodes(), resized.wires(), groups, resized.definitions());
  }

  private static Graph resized(Graph graph, List<Axis> axes, int width) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Map<String, Value> settings = new LinkedHashMap<>(node.settings());
      for (Axis axis : axes) {
        if (axis.node().equals(node.id()) && settings.get("shape") instanceof Value.Items shape) {
          settings.put("shape", replaced(shape, axis.axis(), axis.times() * width));
        }
      }
      nodes.add(new Node(node.id(), node.op(), node.name(), settings, node.position()));
    }
    return new Graph(graph.title(), nodes, graph.wires(), graph.groups(), graph.definitions());
  }

  private static Value replaced(Value.Items list, int at, int by) {
    List<Value> values = new ArrayList<>(list.values());
    values.set(at, Value.of((double) by));
    return new Value.Items(values);
  }

  /** A group that a call has made says the new width, or is a plain one where it cannot. */
  private static Group told(Graph graph, Group group, Layer layer, int width) {
    Set<String> grown = new HashSet<>();
    layer.axes().stream().filter(axis -> axis.axis() == 0).forEach(axis -> grown.add(axis.node()));
    if (group.kind().equals(Group.PLAIN) || !holds(graph, group, grown)) {
      return group;
    }
    Map<String, Value> settings = new LinkedHashMap<>(group.settings());
    Value units = settings.get("units");
    boolean one = group.kind().equals("dense");
    if (one) {
      settings.put("units", Value.of((double) width));
    } else if (units instanceof Value.Items list && list.values().size() == parts(graph, group)) {
      int part = 0;
      for (Group child : graph.groups()) {
        if (group.id().equals(child.parent())) {
          if (holds(graph, child, grown)) {
            settings.put("units", replaced(list, part, width));
          }
          part++;
        }
      }
    } else {
      return new Group(
          group.id(),
          group.name(),
          Group.PLAIN,
          group.members(),
          group.parent(),
          group.open(),
          Map.of(),
          Map.of());
    }
    return new Group(
        group.id(),
        group.name(),
        group.kind(),
        group.members(),
        group.parent(),
        group.open(),
        settings,
        group.arguments());
  }

  private static int parts(Graph graph, Group group) {
    return (int) graph.groups().stream().filter(one -> group.id().equals(one.parent())).count();
  }

  private static boolean holds(Graph graph, Group group, Set<String> nodes) {
    if (group.members().stream().anyMatch(nodes::contains)) {
      return true;
    }
    return graph.groups().stream()
        .anyMatch(child -> group.id().equals(child.parent()) && holds(graph, child, nodes));
  }
}
