package org.chainrule.engine.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A dense layer as {@code activation(W @ x + b)}. */
final class MatrixForm {
  private MatrixForm() {}

  /** The layer that the pieces are, or null where they are no layer in this form. */
  static @Nullable Layer read(Pieces pieces) throws ProblemException {
    Node product = null;
    for (Node node : pieces.members()) {
      if (node.op().equals("matmul") && product != null) {
        throw Pieces.refusal("This group holds several layers; choose one of those in it.");
      }
      product = node.op().equals("matmul") ? node : product;
    }
    Node weights = product == null ? null : pieces.input(product, "a");
    Node input = product == null ? null : pieces.input(product, "b");
    Tensor w = pieces.isParameter(weights) ? pieces.value(weights) : null;
    Shape x = pieces.shape(input);
    if (product == null || weights == null || input == null || w == null || x == null) {
      return null;
    }
    if (w.shape().rank() != 2 || x.rank() != 1) {
      return null;
    }
    Node sharedWeights = shared(pieces, weights);
    Node sharedBias = null;
    pieces.visit(weights);
    Node at = pieces.visit(product);
    double[] bias = null;
    Node sum = pieces.onlyConsumer(at);
    if (sum != null && sum.op().equals("add")) {
      Node a = pieces.input(sum, "a");
      Node other = at.equals(a) ? pieces.input(sum, "b") : a;
      Tensor b = pieces.isParameter(other) ? pieces.value(other) : null;
      if (other != null && b != null && b.shape().equals(Shape.of(w.shape().dim(0)))) {
        sharedBias = shared(pieces, other);
        pieces.visit(other);
        bias = b.toArray();
        at = pieces.visit(sum);
      }
    }
    Layer.Activation activation = null;
    boolean each = true;
    Node last = pieces.onlyConsumer(at);
    if (last != null && pieces.activation(last) != null) {
      activation = pieces.activation(last);
      each = pieces.isElementwise(last);
      at = pieces.visit(last);
    }
    return pieces.allVisited()
        ? new Layer(input.id(), at, rows(w), bias, activation, each, sharedWeights, sharedBias)
        : null;
  }

  private static @Nullable Node shared(Pieces pieces, Node parameter) {
    return pieces.consumers(parameter).size() == 1 ? null : parameter;
  }

  private static double[][] rows(Tensor w) {
    int columns = w.shape().dim(1);
    double[][] rows = new double[w.shape().dim(0)][columns];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns; j++) {
        rows[i][j] = w.at(i * columns + j);
      }
    }
    return rows;
  }

  /** The nodes of a layer, in the order in which a dense layer is expanded. */
  static Parts write(Layer layer, String base) {
    Parts parts = new Parts();
    String weights = parts.parameter(layer.sharedWeights(), base + "_W", layer.weightsLiteral());
    String at = base + ".1";
    double[] bias = layer.bias();
    Layer.Activation activation = layer.activation();
    List<Node> chain = new ArrayList<>();
    String shift =
        bias == null ? null : parts.parameter(layer.sharedBias(), base + "_b", Layer.literal(bias));
    chain.add(new Node(at, "matmul", null, Map.of(), null));
    parts.wire(weights, at, "a");
    parts.wire(layer.input(), at, "b");
    if (shift != null) {
      String sum = base + ".2";
      chain.add(new Node(sum, "add", null, Map.of(), null));
      parts.wire(at, sum, "a");
      parts.wire(shift, sum, "b");
      at = sum;
    }
    if (activation != null) {
      String last = base + ".3";
      chain.add(new Node(last, activation.op(), null, activation.settings(), null));
      parts.wire(at, last, activation.port());
      at = last;
    }
    chain.forEach(parts::add);
    parts.rename(at, layer.output());
    return parts;
  }

  /** Nodes and wires that are being made. */
  static final class Parts {
    final List<Node> nodes = new ArrayList<>();
    final List<Wire> wires = new ArrayList<>();

    String add(Node node) {
      nodes.add(node);
      return node.id();
    }

    /** A parameter, under the id and name of one that is read elsewhere, if there is one. */
    String parameter(@Nullable Node known, String name, Value value) {
      return add(
          new Node(
              known == null ? name : known.id(),
              "parameter",
              known == null ? name : known.name(),
              Map.of("value", value),
              null));
    }

    void wire(String from, String to, String port) {
      wires.add(new Wire(from, to, port));
    }

    /** Gives a node the id and the name of one that is read elsewhere. */
    void rename(String id, Node output) {
      nodes.replaceAll(
          node ->
              node.id().equals(id)
                  ? new Node(output.id(), node.op(), output.name(), node.settings(), null)
                  : node);
      wires.replaceAll(
          wire ->
              new Wire(
                  wire.from().equals(id) ? output.id() : wire.from(),
                  wire.to().equals(id) ? output.id() : wire.to(),
                  wire.port()));
    }
  }
}
