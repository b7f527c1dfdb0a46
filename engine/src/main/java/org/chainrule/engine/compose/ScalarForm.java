package org.chainrule.engine.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.compose.MatrixForm.Parts;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.jspecify.annotations.Nullable;

/** A dense layer as single neurons: {@code h_1 = activation(w11 * x1 + w21 * x2 + b1)}. */
final class ScalarForm {
  /** How many values one node joins. */
  static final int JOINED = 8;

  private final Layer layer;
  private final String base;
  private final Parts parts = new Parts();
  private final List<List<String>> neurons = new ArrayList<>();
  private final List<List<String>> weights = new ArrayList<>();
  private final List<String> biases = new ArrayList<>();
  private int unnamed;

  private ScalarForm(Layer layer, String base) {
    this.layer = layer;
    this.base = base;
  }

  /**
   * The nodes of a layer, with those of each neuron.
   *
   * @param neurons ids of the nodes of each unit
   */
  record Written(Parts parts, List<List<String>> neurons) {}

  /** A layer's nodes; the weight from input i to unit j is called w and i and j. */
  static Written write(Layer layer, String base) {
    ScalarForm form = new ScalarForm(layer, base);
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < layer.inputs(); i++) {
      String index = form.node("constant", null, Map.of("value", Value.of(i)));
      String entry = form.node("gather", base + "_x" + (i + 1), Map.of());
      form.parts.wire(layer.input(), entry, "table");
      form.parts.wire(index, entry, "index");
      inputs.add(entry);
    }
    List<String> units = new ArrayList<>();
    for (int j = 0; j < layer.units(); j++) {
      int from = form.parts.nodes.size();
      units.add(form.unit(j, inputs));
      form.neurons.add(
          form.parts.nodes.subList(from, form.parts.nodes.size()).stream().map(Node::id).toList());
    }
    form.keepShared();
    String joined = form.joined(units, "stack");
    Layer.Activation activation = layer.activation();
    if (activation != null && !layer.each()) {
      String last = form.node(activation.op(), null, activation.settings());
      form.parts.wire(joined, last, activation.port());
      joined = last;
    }
    form.parts.rename(joined, layer.output());
    return new Written(form.parts, form.neurons);
  }

  private String node(String op, @Nullable String name, Map<String, Value> settings) {
    String id = name != null ? name : base + ".s" + ++unnamed;
    return parts.add(new Node(id, op, name, settings, null));
  }

  private String unit(int j, List<String> inputs) {
    String sum = null;
    List<String> row = new ArrayList<>();
    weights.add(row);
    boolean wide = layer.inputs() > 9 || layer.units() > 9;
    for (int i = 0; i < inputs.size(); i++) {
      String name = base + "_w" + (i + 1) + (wide ? "_" : "") + (j + 1);
      String weight = node("parameter", name, Map.of("value", Value.of(layer.weights()[j][i])));
      row.add(weight);
      String product = node("multiply", null, Map.of());
      parts.wire(weight, product, "a");
      parts.wire(inputs.get(i), product, "b");
      sum = sum == null ? product : plus(sum, product);
    }
    double[] bias = layer.bias();
    if (bias != null && sum != null) {
      String name = base + "_b" + (j + 1);
      biases.add(node("parameter", name, Map.of("value", Value.of(bias[j]))));
      sum = plus(sum, biases.get(j));
    }
    Layer.Activation activation = layer.activation();
    if (activation != null && layer.each() && sum != null) {
      String active = node(activation.op(), null, activation.settings());
      parts.wire(sum, active, activation.port());
      sum = active;
    }
    String name = base + "_" + (j + 1);
    parts.rename(String.valueOf(sum), new Node(name, "", name, Map.of(), null));
    return name;
  }

  /** Assembles the matrix and the bias again for what else reads them. */
  private void keepShared() {
    Node matrix = layer.sharedWeights();
    if (matrix != null) {
      List<String> rows = weights.stream().map(row -> joined(row, "stack")).toList();
      parts.rename(joined(rows, "stack"), matrix);
    }
    Node bias = layer.sharedBias();
    if (bias != null) {
      parts.rename(joined(biases, "stack"), bias);
    }
  }

  private String plus(String a, String b) {
    String sum = node("add", null, Map.of());
    parts.wire(a, sum, "a");
    parts.wire(b, sum, "b");
    return sum;
  }

  /** Joins numbers into a vector, a few at a time. */
  private String joined(List<String> values, String op) {
    List<String> joined = new ArrayList<>();
    for (int from = 0; from < values.size(); from += JOINED) {
      String node = node(op, null, Map.of());
      for (int i = from; i < Math.min(from + JOINED, values.size()); i++) {
        parts.wire(values.get(i), node, "x" + (i - from + 1));
      }
      joined.add(node);
    }
    return joined.size() == 1 ? joined.get(0) : joined(joined, "concat");
  }
}
