package org.chainrule.engine.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.compose.MatrixForm.Parts;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A dense layer as single neurons: {@code h_1 = activation(w11 * x1 + w21 * x2 + b1)}. */
final class ScalarForm {
  /** How many values one node joins. */
  private static final int JOINED = 8;

  private final Layer layer;
  private final String base;
  private final Parts parts = new Parts();
  private final List<List<String>> neurons = new ArrayList<>();
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
    boolean wide = layer.inputs() > 9 || layer.units() > 9;
    for (int i = 0; i < inputs.size(); i++) {
      String name = base + "_w" + (i + 1) + (wide ? "_" : "") + (j + 1);
      String weight = node("parameter", name, Map.of("value", Value.of(layer.weights()[j][i])));
      String product = node("multiply", null, Map.of());
      parts.wire(weight, product, "a");
      parts.wire(inputs.get(i), product, "b");
      sum = sum == null ? product : plus(sum, product);
    }
    double[] bias = layer.bias();
    if (bias != null && sum != null) {
      String name = base + "_b" + (j + 1);
      sum = plus(sum, node("parameter", name, Map.of("value", Value.of(bias[j]))));
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

  /** The layer that the pieces are, or null where they are no layer in this form. */
  static @Nullable Layer read(Pieces pieces) {
    List<Node> members = pieces.members();
    if (members.isEmpty()) {
      return null;
    }
    Node output = pieces.visit(members.get(members.size() - 1));
    Node vector = output;
    Layer.Activation whole = null;
    if (!isJoint(output)) {
      whole = pieces.activation(output);
      vector = whole == null ? null : pieces.input(output, whole.port());
    }
    List<Node> units = new ArrayList<>();
    if (vector == null || !units(pieces, vector, units) || units.isEmpty()) {
      return null;
    }
    Reading reading = new Reading(pieces);
    double[][] weights = new double[units.size()][];
    double[] bias = new double[units.size()];
    for (int j = 0; j < weights.length; j++) {
      double[] row = reading.unit(units.get(j));
      if (row == null) {
        return null;
      }
      weights[j] = row;
      bias[j] = reading.bias;
    }
    Node input = reading.input;
    Layer.Activation each = reading.activation;
    boolean apart = whole == null || each == null;
    if (input == null || !pieces.allVisited() || !apart) {
      return null;
    }
    Shape shape = Shape.of(weights[0].length);
    return shape.equals(pieces.shape(input))
        ? new Layer(
            input.id(),
            output,
            weights,
            reading.biased ? bias : null,
            whole != null ? whole : each,
            whole == null)
        : null;
  }

  private static boolean isJoint(Node node) {
    boolean joint = node.op().equals("stack") || node.op().equals("concat");
    return joint && node.settings().isEmpty();
  }

  private static boolean units(Pieces pieces, Node joint, List<Node> units) {
    if (!isJoint(joint) || !pieces.isMember(joint)) {
      return false;
    }
    pieces.visit(joint);
    for (int port = 1; port <= JOINED; port++) {
      Node part = pieces.input(joint, "x" + port);
      if (part == null) {
        return true;
      }
      if (joint.op().equals("stack")) {
        units.add(part);
      } else if (!units(pieces, part, units)) {
        return false;
      }
    }
    return true;
  }

  /** Reads neuron after neuron and holds them to what the first one is like. */
  private static final class Reading {
    private final Pieces pieces;
    private @Nullable Node input;
    private Layer.@Nullable Activation activation;
    private boolean biased;
    private double bias;
    private int count = -1;

    Reading(Pieces pieces) {
      this.pieces = pieces;
    }

    /** The weights of one neuron, or null where it is none like the others. */
    double @Nullable [] unit(Node unit) {
      Layer.Activation found = pieces.activation(unit);
      Node sum = unit;
      if (found != null) {
        pieces.visit(unit);
        sum = pieces.input(unit, found.port());
      }
      List<Node> terms = new ArrayList<>();
      while (sum != null && sum.op().equals("add") && pieces.isMember(sum)) {
        pieces.visit(sum);
        Node right = pieces.input(sum, "b");
        if (right == null) {
          return null;
        }
        terms.add(0, right);
        sum = pieces.input(sum, "a");
      }
      if (sum == null) {
        return null;
      }
      terms.add(0, sum);
      Node last = terms.get(terms.size() - 1);
      boolean withBias = terms.size() > 1 && pieces.isParameter(last);
      if (withBias) {
        terms.remove(terms.size() - 1);
        Tensor value = number(last);
        if (value == null) {
          return null;
        }
        bias = value.item();
      }
      boolean first = count < 0;
      if (first) {
        activation = found;
        biased = withBias;
        count = terms.size();
      }
      boolean alike =
          biased == withBias
              && count == terms.size()
              && java.util.Objects.equals(activation, found);
      double[] row = new double[terms.size()];
      for (int i = 0; i < row.length; i++) {
        Tensor weight = alike ? weight(terms.get(i), i) : null;
        if (weight == null) {
          return null;
        }
        row[i] = weight.item();
      }
      return row;
    }

    private @Nullable Tensor number(Node parameter) {
      Tensor value = pieces.isParameter(parameter) ? pieces.value(parameter) : null;
      boolean alone = pieces.consumers(parameter).size() == 1 && pieces.isMember(parameter);
      if (value == null || !value.shape().isScalar() || !alone) {
        return null;
      }
      pieces.visit(parameter);
      return value;
    }

    private @Nullable Tensor weight(Node product, int index) {
      if (!product.op().equals("multiply") || !pieces.isMember(product)) {
        return null;
      }
      pieces.visit(product);
      Node a = pieces.input(product, "a");
      Node b = pieces.input(product, "b");
      boolean turned = !pieces.isParameter(a);
      Node weight = turned ? b : a;
      Node entry = turned ? a : b;
      if (weight == null || entry == null || !entry.op().equals("gather")) {
        return null;
      }
      Node table = pieces.input(entry, "table");
      Node place = pieces.input(entry, "index");
      Tensor at = pieces.isParameter(place) ? null : pieces.value(place);
      if (table == null || place == null || at == null || !at.shape().isScalar()) {
        return null;
      }
      input = input == null ? table : input;
      if (at.item() != index || !table.equals(input)) {
        return null;
      }
      pieces.visit(entry);
      pieces.visit(place);
      return number(weight);
    }
  }
}
