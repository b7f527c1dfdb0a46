package org.chainrule.engine.compose;

import static org.chainrule.engine.compose.ScalarForm.JOINED;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Recognizes a dense layer among single neurons, whatever they are called. */
final class ScalarReading {
  private final Pieces pieces;
  private final List<List<Node>> weights = new ArrayList<>();
  private final List<Node> biases = new ArrayList<>();
  private @Nullable Node input;
  private Layer.@Nullable Activation activation;
  private double bias;

  private ScalarReading(Pieces pieces) {
    this.pieces = pieces;
  }

  /** The layer that the pieces are, or null where they are no layer in this form. */
  static @Nullable Layer read(Pieces pieces) {
    List<Node> members = pieces.members();
    for (int i = members.size() - 1; i >= 0; i--) {
      pieces.forget();
      Layer layer = new ScalarReading(pieces).layer(members.get(i));
      if (layer != null) {
        return layer;
      }
    }
    return null;
  }

  private @Nullable Layer layer(Node output) {
    pieces.visit(output);
    Node vector = output;
    Layer.Activation whole = null;
    if (!isJoint(output)) {
      whole = pieces.activation(output);
      vector = whole == null ? null : pieces.input(output, whole.port());
    }
    List<Node> units = new ArrayList<>();
    if (vector == null || !parts(vector, units) || units.isEmpty()) {
      return null;
    }
    double[][] values = new double[units.size()][];
    double[] shifts = new double[units.size()];
    for (int j = 0; j < values.length; j++) {
      double[] row = unit(units.get(j));
      if (row == null) {
        return null;
      }
      values[j] = row;
      shifts[j] = bias;
    }
    Node matrix = assembled(true);
    Node shift = biases.isEmpty() ? null : assembled(false);
    Node from = input;
    boolean apart = whole == null || activation == null;
    if (from == null || !pieces.allVisited() || !apart) {
      return null;
    }
    return Shape.of(values[0].length).equals(pieces.shape(from))
        ? new Layer(
            from.id(),
            output,
            values,
            biases.isEmpty() ? null : shifts,
            whole != null ? whole : activation,
            whole == null,
            matrix,
            shift)
        : null;
  }

  private static boolean isJoint(Node node) {
    boolean joint = node.op().equals("stack") || node.op().equals("concat");
    return joint && node.settings().isEmpty();
  }

  /** Collects what a vector or a matrix is joined of. */
  private boolean parts(Node joint, List<Node> found) {
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
        found.add(part);
      } else if (!parts(part, found)) {
        return false;
      }
    }
    return true;
  }

  /** The node that puts the weights, or the bias, together again for other readers, or null. */
  private @Nullable Node assembled(boolean matrix) {
    Shape shape =
        matrix ? Shape.of(weights.size(), weights.get(0).size()) : Shape.of(biases.size());
    for (Node node : pieces.members()) {
      if (pieces.visited().contains(node.id()) || !shape.equals(pieces.shape(node))) {
        continue;
      }
      List<Node> found = new ArrayList<>();
      boolean same = parts(node, found);
      if (same && matrix) {
        List<List<Node>> rows = new ArrayList<>();
        for (Node row : found) {
          List<Node> entries = new ArrayList<>();
          same &= parts(row, entries);
          rows.add(entries);
        }
        same &= rows.equals(weights);
      }
      if (same && (matrix || found.equals(biases))) {
        return node;
      }
    }
    return null;
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
      biases.add(last);
    }
    if (weights.isEmpty()) {
      activation = found;
    }
    boolean alike =
        weights.isEmpty()
            || (biases.size() == weights.size() + (withBias ? 1 : 0)
                && weights.get(0).size() == terms.size()
                && Objects.equals(activation, found));
    List<Node> parameters = new ArrayList<>();
    double[] row = new double[terms.size()];
    for (int i = 0; i < row.length; i++) {
      Tensor weight = alike ? weight(terms.get(i), i, parameters) : null;
      if (weight == null) {
        return null;
      }
      row[i] = weight.item();
    }
    weights.add(parameters);
    return row;
  }

  private @Nullable Tensor number(Node parameter) {
    Tensor value = pieces.isParameter(parameter) ? pieces.value(parameter) : null;
    boolean own = pieces.isMember(parameter) && pieces.isUsedInsideAlone(parameter);
    if (value == null || !value.shape().isScalar() || !own) {
      return null;
    }
    pieces.visit(parameter);
    return value;
  }

  private @Nullable Tensor weight(Node product, int index, List<Node> parameters) {
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
    parameters.add(weight);
    return number(weight);
  }
}
