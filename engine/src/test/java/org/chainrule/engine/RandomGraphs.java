package org.chainrule.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * Random graphs over all operations, made so that every value and every slope is finite and of
 * moderate size: an op takes values that are there already where its shape rule accepts them, and
 * the values of one of its own examples where it does not. The last node, loss, weighs and adds up
 * whatever nothing else uses.
 */
public final class RandomGraphs {
  private static final double LARGEST = 20;
  private static final double STEEPEST = 50;
  private static final int TRIES = 12;

  private final Generator random;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private final List<Boolean> used = new ArrayList<>();

  private RandomGraphs(int seed) {
    random = new Generator(seed, "graph");
  }

  /** The operations that compute something. */
  public static List<Op> ops() {
    return Library.standard().ops().stream().filter(op -> !(op instanceof Source)).toList();
  }

  /**
   * The graph of a seed. It holds the op at this place of the list, whatever else it holds.
   *
   * @param size about how many operations
   */
  public static Graph of(int seed, int size) {
    RandomGraphs graph = new RandomGraphs(seed);
    graph.source("input", Tensor.scalar(graph.number()));
    graph.source("input", graph.tensor(Shape.of(3)));
    graph.source("parameter", graph.tensor(Shape.of(2, 3)));
    List<Op> ops = ops();
    for (int i = 0; i < size; i++) {
      boolean first = i == size / 2;
      graph.add(
          ops.get(first ? Math.floorMod(seed, ops.size()) : graph.random.nextInt(ops.size())));
    }
    graph.loss();
    return new Graph("seed " + seed, graph.nodes, graph.wires);
  }

  /** A number that float32 holds exactly. */
  private double number() {
    return (random.nextInt(255) - 127) / 64.0;
  }

  private Tensor tensor(Shape shape) {
    return Tensor.zeros(shape).map(unused -> number());
  }

  private int source(String op, Tensor value) {
    Value literal = Graphs.literal(value, 0, 0);
    return node(op, Map.of("value", literal), List.of(), List.of(), value);
  }

  private int node(
      String op,
      Map<String, Value> settings,
      List<String> ports,
      List<Integer> inputs,
      Tensor value) {
    int index = nodes.size();
    String name = random.nextInt(3) == 0 || ports.isEmpty() ? "n" + index : null;
    nodes.add(new Node("n" + index, op, name, settings, null));
    values.add(value);
    used.add(false);
    for (int port = 0; port < inputs.size(); port++) {
      wires.add(new Wire("n" + inputs.get(port), "n" + index, ports.get(port)));
      used.set(inputs.get(port), true);
    }
    return index;
  }

  private void add(Op op) {
    List<OpInfo.Example> examples = op.info().examples();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      OpInfo.Example example = examples.get(random.nextInt(examples.size()));
      Settings.Builder settings = new Settings.Builder().defaults(op.info().settings());
      example.settings().forEach(settings::put);
      int[] chosen = choose(example, attempt);
      List<Tensor> inputs = new ArrayList<>();
      for (int port = 0; port < chosen.length; port++) {
        inputs.add(
            chosen[port] < 0 ? rounded(example.inputs().get(port)) : values.get(chosen[port]));
      }
      Op.Point point = point(op, inputs, settings.build());
      if (point != null && gentle(op, point, chosen)) {
        place(op, example, chosen, point);
        return;
      }
    }
    throw new AssertionError("no use of " + op.info().id() + " was found");
  }

  /** For each port a value that is there, or -1 for the example's own; the last try takes those. */
  private int[] choose(OpInfo.Example example, int attempt) {
    int[] chosen = new int[example.inputs().size()];
    for (int port = 0; port < chosen.length; port++) {
      int candidate = random.nextInt(values.size());
      Shape wanted = example.inputs().get(port).shape();
      boolean alike = attempt < 4 || values.get(candidate).shape().equals(wanted);
      chosen[port] = attempt < TRIES - 1 && alike && random.nextInt(4) > 0 ? candidate : -1;
    }
    return chosen;
  }

  private static Tensor rounded(Tensor value) {
    return value.map(x -> (float) x);
  }

  private static Op.Point point(Op op, List<Tensor> inputs, Settings settings) {
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
    if (op.infer(shapes, settings) instanceof Inferred.Fits fits && fits.shape().count() <= 200) {
      return new Op.Point(inputs, op.forward(inputs, settings), settings);
    }
    return null;
  }

  private static boolean gentle(Op op, Op.Point point, int[] chosen) {
    if (!within(point.output(), LARGEST)) {
      return false;
    }
    for (int port = 0; port < chosen.length; port++) {
      Tensor slopes = op.vjp(port, Tensor.filled(point.output().shape(), 1), point);
      if (slopes == null ? chosen[port] >= 0 : !within(slopes, STEEPEST)) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(Tensor tensor, double bound) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!(Math.abs(tensor.at(i)) <= bound)) {
        return false;
      }
    }
    return true;
  }

  private void place(Op op, OpInfo.Example example, int[] chosen, Op.Point point) {
    List<Integer> inputs = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (int port = 0; port < chosen.length; port++) {
      Tensor slopes = op.vjp(port, Tensor.filled(point.output().shape(), 1), point);
      String kind = slopes == null ? "constant" : random.nextInt(3) == 0 ? "input" : "parameter";
      boolean fresh = chosen[port] < 0;
      inputs.add(fresh ? source(kind, point.inputs().get(port)) : chosen[port]);
      ports.add(op.info().ports().get(port).name());
    }
    Map<String, Value> settings = new TreeMap<>();
    example.settings().forEach((name, value) -> settings.put(name, Graphs.setting(value)));
    node(op.info().id(), settings, ports, inputs, point.output());
  }

  private void loss() {
    int sum = -1;
    int count = values.size();
    for (int i = 0; i < count; i++) {
      if (!used.get(i)) {
        Tensor value = values.get(i);
        Tensor weights = tensor(value.shape()).map(x -> x / 4);
        int weight = source("constant", weights);
        Tensor product = Tensor.zip(value, weights, (a, b) -> a * b);
        int weighted = node("multiply", Map.of(), List.of("a", "b"), List.of(i, weight), product);
        Tensor total = product.sumTo(Shape.SCALAR);
        int scalar = node("sum", Map.of(), List.of("x"), List.of(weighted), total);
        sum =
            sum < 0
                ? scalar
                : node("add", Map.of(), List.of("a", "b"), List.of(sum, scalar), total);
      }
    }
    Node last = nodes.get(sum);
    nodes.set(sum, new Node(last.id(), last.op(), "loss", last.settings(), null));
  }
}
