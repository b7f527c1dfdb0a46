package org.chainrule.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;

/** Graphs for tests, and short ways to run them. */
public final class Graphs {

  /** Row U4: the CS540 network with the numbers of its gradient slide. */
  public static final String U4 =
      """
      x = input(2)
      y = label(1)
      w1 = param(0.5)
      w2 = param(1)
      w3 = param(0.2)
      w4 = param(0.1)
      h1 = relu(w1 * x)
      h2 = relu(w2 * x)
      yhat = w3 * h1 + w4 * h2
      loss = (yhat - y)^2
      """;

  /** Row G14: the MNIST network. */
  public static final String MNIST =
      """
      x = input(shape=[784])
      y = label(classes=10)
      W1 = param(shape=[128, 784], init="he")
      b1 = param(shape=[128], init="zeros")
      W2 = param(shape=[10, 128], init="he")
      b2 = param(shape=[10], init="zeros")
      h = relu(W1 @ x + b1)
      logits = W2 @ h + b2
      loss = softmax_cross_entropy(logits, y)
      """;

  private Graphs() {}

  /** The document of a text without problems. */
  public static Graph graph(String text) {
    Parsed parsed = Parser.parse(text, Library.standard());
    assertEquals(List.of(), parsed.problems(), text);
    return parsed.graph();
  }

  /** The plan of a text without problems. */
  public static Plan plan(String text) {
    Plan plan = Compiler.compile(graph(text), Library.standard());
    assertEquals(List.of(), plan.problems(), text);
    return plan;
  }

  /** A graph that was run forward and backward. */
  public record Run(Plan plan, Evaluation evaluation, Gradients gradients) {

    /** The index of the step with this name. */
    public int step(String name) {
      for (int i = 0; i < plan.steps().size(); i++) {
        if (name.equals(plan.steps().get(i).node().name())) {
          return i;
        }
      }
      throw new AssertionError("no step is called " + name);
    }

    public double value(String name) {
      return evaluation.value(step(name)).item();
    }

    public double gradient(String name) {
      return gradients.gradient(step(name)).item();
    }

    /** The local derivative of a scalar step with respect to one port. */
    public double local(String name, int port) {
      return gradients.localDerivative(step(name), port).item();
    }
  }

  /** Runs a text forward and backward from its loss. */
  public static Run run(String text) {
    Plan plan = plan(text);
    Evaluation evaluation = Evaluation.run(plan, Map.<String, Tensor>of());
    return new Run(plan, evaluation, Gradients.of(evaluation, plan.loss()));
  }

  /**
   * A document that scales an op's first input by the input x, squares the result and sums it into
   * a loss, so that every value is batched and every gradient matters.
   */
  public static Graph around(Op op, OpInfo.Example example) {
    List<Node> nodes = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    Map<String, Value> settings = new TreeMap<>();
    example.settings().forEach((name, value) -> settings.put(name, setting(value)));
    nodes.add(new Node("x", "input", "x", Map.of("value", Value.of(1)), null));
    nodes.add(new Node("f", op.info().id(), "f", settings, null));
    for (int port = 0; port < example.inputs().size(); port++) {
      String name = "p" + port;
      Value literal = literal(example.inputs().get(port), 0, 0);
      nodes.add(new Node(name, "parameter", name, Map.of("value", literal), null));
      if (port == 0) {
        add(nodes, wires, "s", "multiply", name, "x");
      }
      wires.add(new Wire(port == 0 ? "s" : name, "f", op.info().ports().get(port).name()));
    }
    add(nodes, wires, "q", "multiply", "f", "x");
    add(nodes, wires, "r", "multiply", "q", "f");
    nodes.add(new Node("loss", "sum", "loss", Map.of(), null));
    wires.add(new Wire("r", "loss", "x"));
    return new Graph("", nodes, wires);
  }

  private static void add(
      List<Node> nodes, List<Wire> wires, String id, String op, String a, String b) {
    nodes.add(new Node(id, op, id, Map.of(), null));
    wires.add(new Wire(a, id, "a"));
    wires.add(new Wire(b, id, "b"));
  }

  static Value setting(Object value) {
    if (value instanceof Shape shape) {
      return Value.ofInts(shape.dims());
    }
    return value instanceof String text ? Value.of(text) : Value.of(((Number) value).doubleValue());
  }

  static Value literal(Tensor tensor, int axis, int at) {
    if (axis == tensor.shape().rank()) {
      return Value.of(tensor.at(at));
    }
    int stride = tensor.shape().strides()[axis];
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < tensor.shape().dim(axis); i++) {
      items.add(literal(tensor, axis + 1, at + i * stride));
    }
    return new Value.Items(items);
  }
}
