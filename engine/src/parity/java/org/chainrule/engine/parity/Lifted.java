package org.chainrule.engine.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo.Example;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * One op as a graph that can be trained: its inputs are parameters, the first of them times an
 * input, and its output is weighted by a second input and summed.
 */
final class Lifted {

  /** The input that scales the first port. */
  static final String FACTOR = "factor";

  private Lifted() {}

  static Graph graph(Op op, Example example) {
    List<Node> nodes = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    Map<String, Value> settings = new TreeMap<>();
    example.settings().forEach((name, value) -> settings.put(name, setting(value)));
    Shape output = shape(op, example);
    nodes.add(source(FACTOR, "input", Shape.SCALAR));
    nodes.add(source("weight", "input", output));
    for (int port = 0; port < example.inputs().size(); port++) {
      nodes.add(source("p" + port, "parameter", example.inputs().get(port).shape()));
    }
    nodes.add(new Node("scaled", "multiply", "scaled", Map.of(), null));
    wires.add(new Wire("p0", "scaled", "a"));
    wires.add(new Wire(FACTOR, "scaled", "b"));
    nodes.add(new Node("f", op.info().id(), "f", settings, null));
    for (int port = 0; port < example.inputs().size(); port++) {
      String from = port == 0 ? "scaled" : "p" + port;
      wires.add(new Wire(from, "f", op.info().ports().get(port).name()));
    }
    nodes.add(new Node("weighted", "multiply", "weighted", Map.of(), null));
    wires.add(new Wire("f", "weighted", "a"));
    wires.add(new Wire("weight", "weighted", "b"));
    nodes.add(new Node("loss", "sum", "loss", Map.of(), null));
    wires.add(new Wire("weighted", "loss", "x"));
    return new Graph("", nodes, wires);
  }

  private static Shape shape(Op op, Example example) {
    var settings =
        new org.chainrule.engine.op.Settings.Builder().defaults(op.info().settings());
    example.settings().forEach(settings::put);
    return op.forward(example.inputs(), settings.build()).shape();
  }

  private static Node source(String name, String op, Shape shape) {
    Map<String, Value> settings =
        shape.isScalar() ? Map.of() : Map.of("shape", Value.ofInts(shape.dims()));
    return new Node(name, op, name, settings, null);
  }

  private static Value setting(Object value) {
    if (value instanceof Shape shape) {
      return Value.ofInts(shape.dims());
    }
    return value instanceof String text ? Value.of(text) : Value.of(((Number) value).doubleValue());
  }

  /** The port that a parameter feeds. */
  static int port(String parameter) {
    return Integer.parseInt(parameter.substring(1));
  }

  /** Copies numbers into the arena. */
  static void write(Tensor value, float[] arena, int at) {
    for (int i = 0; i < value.size(); i++) {
      arena[at + i] = (float) value.at(i);
    }
  }

  /** The same numbers in float64. */
  static double[] read(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }
}
