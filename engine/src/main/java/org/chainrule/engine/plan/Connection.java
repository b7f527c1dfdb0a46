package org.chainrule.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Judges a wire before it is made: whether it closes a cycle, and whether its port takes it. */
public final class Connection {
  private static final int NONE = -1;

  private final Plan plan;
  private final Catalogue catalogue;
  private final int to;
  private final String port;

  private Connection(Plan plan, Catalogue catalogue, int to, String port) {
    this.plan = plan;
    this.catalogue = catalogue;
    this.to = to;
    this.port = port;
  }

  /**
   * Why a wire cannot be, as a sentence; empty where it can. A wire that already enters the port is
   * taken as replaced.
   *
   * @param from index of the node the value would come from
   * @param to index of the node it would flow into
   * @param port name of the port it would enter
   */
  public static String refusal(Plan plan, Catalogue catalogue, int from, int to, String port) {
    int count = plan.graph().nodes().size();
    if (from < 0 || from >= count || to < 0 || to >= count) {
      return "There is no node at that end of the wire.";
    }
    Connection connection = new Connection(plan, catalogue, to, port);
    return connection.isBehind(from) ? connection.cycle(from) : connection.misfits().apply(from);
  }

  /**
   * The nodes whose value a port takes, by their indices; also those that have no shape yet.
   *
   * @param to index of the node of the port
   */
  public static List<Integer> sources(Plan plan, Catalogue catalogue, int to, String port) {
    Connection connection = new Connection(plan, catalogue, to, port);
    boolean[] behind = connection.behind();
    IntFunction<String> misfits = connection.misfits();
    List<Integer> sources = new ArrayList<>();
    for (int from = 0; from < behind.length; from++) {
      if (!behind[from] && misfits.apply(from).isEmpty()) {
        sources.add(from);
      }
    }
    return sources;
  }

  /** Whether a node is the target or takes its value, at whatever distance. */
  private boolean isBehind(int from) {
    int source = plan.stepOf().get(from);
    int target = plan.stepOf().get(to);
    if (source == NONE) {
      return behind()[from];
    }
    if (target == NONE || target > source) {
      return false;
    }
    boolean[] behind = new boolean[source + 1];
    behind[target] = true;
    for (int step = target + 1; step <= source; step++) {
      for (int input : plan.steps().get(step).inputs()) {
        behind[step] |= behind[input];
      }
    }
    return behind[source];
  }

  /** For each node whether it is the target or takes its value, at whatever distance. */
  private boolean[] behind() {
    List<Node> nodes = plan.graph().nodes();
    Map<String, Integer> indexOf = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      indexOf.putIfAbsent(nodes.get(i).id(), i);
    }
    Map<String, List<Integer>> consumers = new HashMap<>();
    for (Wire wire : plan.graph().wires()) {
      Integer consumer = indexOf.get(wire.to());
      if (consumer != null) {
        consumers.computeIfAbsent(wire.from(), id -> new ArrayList<>(1)).add(consumer);
      }
    }
    boolean[] behind = new boolean[nodes.size()];
    Deque<Integer> open = new ArrayDeque<>();
    behind[to] = true;
    open.add(to);
    while (!open.isEmpty()) {
      for (int consumer : consumers.getOrDefault(nodes.get(open.remove()).id(), List.of())) {
        if (!behind[consumer]) {
          behind[consumer] = true;
          open.add(consumer);
        }
      }
    }
    return behind;
  }

  /** The sentence on the cycle that a wire would close: what is on it is the compiler's to say. */
  private String cycle(int from) {
    List<Node> nodes = plan.graph().nodes();
    List<Wire> wires = new ArrayList<>();
    for (Wire wire : plan.graph().wires()) {
      if (!enters(wire)) {
        wires.add(wire);
      }
    }
    wires.add(new Wire(nodes.get(from).id(), nodes.get(to).id(), port));
    Plan next = Compiler.compile(new Graph(plan.graph().title(), nodes, wires), catalogue);
    for (Problem problem : next.problems()) {
      if (problem instanceof Problem.Cycle && !plan.problems().contains(problem)) {
        return problem.message();
      }
    }
    return "";
  }

  private boolean enters(Wire wire) {
    return wire.to().equals(plan.graph().nodes().get(to).id()) && wire.port().equals(port);
  }

  /**
   * Why the port does not take the value of a node, as a sentence; empty where it does, or where
   * too little is known. Equal shapes are judged once.
   */
  private IntFunction<String> misfits() {
    Node target = plan.graph().nodes().get(to);
    Op op = catalogue.op(target.op());
    if (op == null) {
      return from -> "";
    }
    int entered = op.info().port(port);
    if (entered < 0) {
      List<String> ports = op.info().ports().stream().map(Port::name).toList();
      String sentence =
          new Problem.UnknownPort(
                  target.id(), port, Plan.labelOf(target, op), String.join(" and ", ports))
              .message();
      return from -> sentence;
    }
    List<Problem> problems = new ArrayList<>();
    Settings settings = SettingsReader.read(target, op.info(), problems);
    if (!problems.isEmpty()) {
      return from -> "";
    }
    Map<Shape, String> judged = new HashMap<>();
    return from -> {
      int source = plan.stepOf().get(from);
      if (source == NONE) {
        return "";
      }
      return judged.computeIfAbsent(
          plan.steps().get(source).shape(), shape -> misfit(target, op, settings, entered, shape));
    };
  }

  private String misfit(Node target, Op op, Settings settings, int entered, Shape shape) {
    List<Shape> inputs = inputs(op, entered, shape);
    Problem problem = inputs == null ? null : Inference.of(target, op, settings, inputs).problem();
    return problem == null || plan.problems().contains(problem) ? "" : problem.message();
  }

  /** The shapes that would come into the target, in port order; null while one is missing. */
  private @Nullable List<Shape> inputs(Op op, int entered, Shape shape) {
    List<Port> ports = op.info().ports();
    Shape[] shapes = new Shape[ports.size()];
    boolean[] wired = new boolean[ports.size()];
    shapes[entered] = shape;
    wired[entered] = true;
    int last = entered;
    List<Node> nodes = plan.graph().nodes();
    for (Wire wire : plan.graph().wires()) {
      int index = wire.to().equals(nodes.get(to).id()) ? op.info().port(wire.port()) : NONE;
      if (index == NONE || wired[index]) {
        continue;
      }
      wired[index] = true;
      last = Math.max(last, index);
      Node source = plan.graph().node(wire.from());
      int step = source == null ? NONE : plan.stepOf().get(nodes.indexOf(source));
      if (step == NONE) {
        return null;
      }
      shapes[index] = plan.steps().get(step).shape();
    }
    List<Shape> inputs = new ArrayList<>();
    for (int i = 0; i < shapes.length && (i <= last || !ports.get(i).optional()); i++) {
      if (!wired[i]) {
        return null;
      }
      inputs.add(shapes[i]);
    }
    return inputs;
  }
}
