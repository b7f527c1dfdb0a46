package org.chainrule.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Compiles a document; one object compiles one document, once. */
public final class Compiler {
  private static final int NONE = -1;

  private final Graph graph;
  private final List<Node> nodes;
  private final List<@Nullable Op> ops = new ArrayList<>();
  private final Map<String, Integer> indexOf = new HashMap<>();

  /** For each node and port the index of the wire that feeds it, or NONE. */
  private final List<int[]> wireInto = new ArrayList<>();

  private final List<List<Problem>> problemsOf = new ArrayList<>();
  private final List<Problem> loose = new ArrayList<>();
  private final List<Plan.Step> steps = new ArrayList<>();
  private final @Nullable Earlier earlier;
  private final int[] stepOf;
  private final int[] blockedBy;

  private Compiler(Graph graph, Catalogue catalogue, @Nullable Earlier earlier) {
    this.graph = graph;
    this.earlier = earlier;
    this.nodes = graph.nodes();
    stepOf = new int[nodes.size()];
    blockedBy = new int[nodes.size()];
    Arrays.fill(stepOf, NONE);
    Arrays.fill(blockedBy, NONE);
    for (int i = 0; i < nodes.size(); i++) {
      register(i, catalogue);
    }
    checkNames();
    for (int i = 0; i < graph.wires().size(); i++) {
      connect(i);
    }
  }

  /**
   * The plan of everything that can run, with every problem of the document. Never throws for a
   * document that was read.
   */
  public static Plan compile(Graph graph, Catalogue catalogue) {
    return new Compiler(graph, catalogue, null).plan();
  }

  /**
   * The same plan, found faster: what an edit did not touch keeps its settings and its shape.
   *
   * @param before the plan of an earlier version of the document, by the same catalogue
   */
  public static Plan compile(Graph graph, Catalogue catalogue, Plan before) {
    return new Compiler(graph, catalogue, new Earlier(before, graph)).plan();
  }

  private Plan plan() {
    sort();
    int loss = loss();
    List<Problem> problems = new ArrayList<>(loose);
    problemsOf.forEach(problems::addAll);
    return new Plan(graph, steps, boxed(stepOf), boxed(blockedBy), problems, loss);
  }

  private static List<Integer> boxed(int[] values) {
    List<Integer> boxed = new ArrayList<>(values.length);
    for (int value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  private void register(int index, Catalogue catalogue) {
    Node node = nodes.get(index);
    List<Problem> problems = new ArrayList<>(0);
    problemsOf.add(problems);
    if (indexOf.putIfAbsent(node.id(), index) != null) {
      problems.add(new Problem.DuplicateId(node.id()));
    }
    Op op = catalogue.op(node.op());
    ops.add(op);
    int[] wires = new int[op == null ? 0 : op.info().ports().size()];
    Arrays.fill(wires, NONE);
    wireInto.add(wires);
    if (op == null) {
      List<String> ids = catalogue.ops().stream().map(known -> known.info().id()).toList();
      problems.add(
          new Problem.UnknownOp(node.id(), node.label(), node.op(), Nearest.of(node.op(), ids)));
    }
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      String name = node.name();
      if (name != null && !isIdentifier(name)) {
        problemsOf.get(i).add(new Problem.BadName(node.id(), name));
      } else if (name != null && !names.add(name)) {
        problemsOf.get(i).add(new Problem.DuplicateName(node.id(), name));
      }
    }
  }

  private static boolean isIdentifier(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && !Character.isLetter(c) && (i == 0 || !Character.isDigit(c))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private void connect(int index) {
    Wire wire = graph.wires().get(index);
    Integer to = indexOf.get(wire.to());
    if (to == null) {
      loose.add(new Problem.DanglingWire(null, null, wire.to()));
      return;
    }
    if (!indexOf.containsKey(wire.from())) {
      problemsOf.get(to).add(new Problem.DanglingWire(wire.to(), wire.port(), wire.from()));
      return;
    }
    Op op = ops.get(to);
    if (op == null) {
      return;
    }
    String label = Plan.labelOf(nodes.get(to), op);
    int port = op.info().port(wire.port());
    if (port < 0) {
      String ports = String.join(" and ", op.info().ports().stream().map(Port::name).toList());
      problemsOf.get(to).add(new Problem.UnknownPort(wire.to(), wire.port(), label, ports));
    } else if (wireInto.get(to)[port] != NONE) {
      problemsOf.get(to).add(new Problem.PortTaken(wire.to(), wire.port(), label));
    } else {
      wireInto.get(to)[port] = index;
    }
  }

  private int source(int wire) {
    return indexOf.getOrDefault(graph.wires().get(wire).from(), NONE);
  }

  /** Kahn's algorithm; what is left over stands on a cycle or behind one. */
  private void sort() {
    int[] waiting = new int[nodes.size()];
    List<List<Integer>> consumers = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      consumers.add(new ArrayList<>(1));
    }
    for (int i = 0; i < nodes.size(); i++) {
      for (int wire : wireInto.get(i)) {
        if (wire != NONE) {
          waiting[i]++;
          consumers.get(source(wire)).add(i);
        }
      }
    }
    Deque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    drain(ready, waiting, consumers);
    for (List<Integer> cycle : Cycles.among(waiting, this::inputs)) {
      report(cycle);
    }
    releaseBehindCycles(waiting, consumers);
  }

  private void drain(Deque<Integer> ready, int[] waiting, List<List<Integer>> consumers) {
    while (!ready.isEmpty()) {
      int node = ready.remove();
      plan(node);
      for (int consumer : consumers.get(node)) {
        if (--waiting[consumer] == 0) {
          ready.add(consumer);
        }
      }
    }
  }

  /**
   * What stands on a cycle waits for itself, and whatever stands behind one for the nearest of its
   * nodes.
   */
  private void releaseBehindCycles(int[] waiting, List<List<Integer>> consumers) {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (problemsOf.get(i).stream().anyMatch(Problem.Cycle.class::isInstance)) {
        blockedBy[i] = i;
        open.add(i);
      }
    }
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int consumer : consumers.get(node)) {
        if (waiting[consumer] > 0 && blockedBy[consumer] == NONE) {
          blockedBy[consumer] = blockedBy[node];
          open.add(consumer);
        }
      }
    }
  }

  /** The nodes that feed a node. */
  private List<Integer> inputs(int node) {
    List<Integer> inputs = new ArrayList<>();
    for (int wire : wireInto.get(node)) {
      if (wire != NONE) {
        inputs.add(source(wire));
      }
    }
    return inputs;
  }

  private void report(List<Integer> cycle) {
    List<String> labels = cycle.stream().map(i -> Plan.labelOf(nodes.get(i), ops.get(i))).toList();
    for (int i : cycle) {
      problemsOf.get(i).add(new Problem.Cycle(nodes.get(i).id(), labels));
    }
  }

  /** Plans one node whose inputs are sorted, or notes what keeps it from running. */
  private void plan(int index) {
    Node node = nodes.get(index);
    Op op = ops.get(index);
    if (op == null) {
      blockedBy[index] = index;
      return;
    }
    List<Problem> problems = problemsOf.get(index);
    Plan.Step known = earlier == null ? null : earlier.known(index);
    Settings settings =
        known != null ? known.settings() : SettingsReader.read(node, op.info(), problems);
    int[] wires = wireInto.get(index);
    List<Integer> inputs = new ArrayList<>(wires.length);
    int upstream = NONE;
    for (int port = 0; port < wires.length; port++) {
      if (wires[port] == NONE) {
        addMissing(index, op, port);
      } else if (stepOf[source(wires[port])] == NONE) {
        upstream = upstream == NONE ? blockedBy[source(wires[port])] : upstream;
      } else {
        inputs.add(stepOf[source(wires[port])]);
      }
    }
    if (!problems.isEmpty()) {
      blockedBy[index] = index;
    } else if (upstream != NONE) {
      blockedBy[index] = upstream;
    } else {
      infer(index, op, settings, inputs, known);
    }
  }

  private void addMissing(int index, Op op, int port) {
    Node node = nodes.get(index);
    Port declared = op.info().ports().get(port);
    if (declared.optional() && lastConnected(index) < port) {
      return;
    }
    boolean dangling =
        problemsOf.get(index).stream()
            .anyMatch(p -> p instanceof Problem.DanglingWire && declared.name().equals(p.port()));
    if (!dangling) {
      problemsOf
          .get(index)
          .add(
              new Problem.MissingInput(
                  node.id(), declared.name(), Plan.labelOf(node, op), declared.summary()));
    }
  }

  /**
   * The last port of a node that a wire enters, or NONE; an optional port before it may not stay
   * empty.
   */
  private int lastConnected(int index) {
    int[] wires = wireInto.get(index);
    int last = wires.length - 1;
    while (last >= 0 && wires[last] == NONE) {
      last--;
    }
    return last;
  }

  private void infer(
      int index, Op op, Settings settings, List<Integer> inputs, Plan.@Nullable Step known) {
    if (earlier != null && known != null && earlier.took(known, inputs, steps)) {
      add(index, op, settings, inputs, known.shape());
      return;
    }
    List<Shape> shapes = new ArrayList<>(inputs.size());
    for (int input : inputs) {
      shapes.add(steps.get(input).shape());
    }
    Inference inference = Inference.of(nodes.get(index), op, settings, shapes);
    if (inference.problem() != null) {
      problemsOf.get(index).add(inference.problem());
      blockedBy[index] = index;
    } else if (inference.shape() != null) {
      add(index, op, settings, inputs, inference.shape());
    }
  }

  private void add(int index, Op op, Settings settings, List<Integer> inputs, Shape shape) {
    List<Integer> wires = new ArrayList<>(inputs.size());
    for (int wire : wireInto.get(index)) {
      if (wire != NONE) {
        wires.add(wire);
      }
    }
    stepOf[index] = steps.size();
    steps.add(new Plan.Step(nodes.get(index), index, op, settings, inputs, wires, shape));
  }

  /** The step called loss; without a node of that name, the only scalar that nothing consumes. */
  private int loss() {
    for (int i = 0; i < nodes.size(); i++) {
      if ("loss".equals(nodes.get(i).name())) {
        return scalarLoss(i);
      }
    }
    boolean[] consumed = new boolean[nodes.size()];
    for (int[] wires : wireInto) {
      for (int wire : wires) {
        if (wire != NONE) {
          consumed[source(wire)] = true;
        }
      }
    }
    int only = NONE;
    for (Plan.Step step : steps) {
      boolean sink = !consumed[step.index()] && !step.inputs().isEmpty();
      if (sink && step.shape().isScalar()) {
        if (only != NONE) {
          return NONE;
        }
        only = stepOf[step.index()];
      }
    }
    return only;
  }

  private int scalarLoss(int index) {
    int step = stepOf[index];
    if (step != NONE && !steps.get(step).shape().isScalar()) {
      Node node = nodes.get(index);
      problemsOf
          .get(index)
          .add(
              new Problem.NotScalarLoss(
                  node.id(), node.label(), steps.get(step).shape().toString()));
      return NONE;
    }
    return step;
  }
}
