package org.chainrule.engine.compose;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.jspecify.annotations.Nullable;

/**
 * A dense layer as the lens sees it, whatever its nodes.
 *
 * @param input id of the node whose vector it takes
 * @param output the node whose value is the layer's
 * @param weights a row for each unit
 * @param bias one for each unit, or null
 * @param activation what follows the sum, or null
 * @param each whether the activation works on each unit by itself
 * @param sharedWeights the whole matrix, where something else reads it too, or null
 * @param sharedBias the whole bias, where something else reads it too, or null
 */
record Layer(
    String input,
    Node output,
    double[][] weights,
    double @Nullable [] bias,
    @Nullable Activation activation,
    boolean each,
    @Nullable Node sharedWeights,
    @Nullable Node sharedBias) {

  /** An operation on one value. */
  record Activation(String op, String port, Map<String, Value> settings) {}

  int units() {
    return weights.length;
  }

  int inputs() {
    return weights[0].length;
  }

  /** A row of numbers as a setting. */
  static Value literal(double[] row) {
    Value[] items = new Value[row.length];
    for (int i = 0; i < row.length; i++) {
      items[i] = Value.of(row[i]);
    }
    return new Value.Items(List.of(items));
  }

  Value weightsLiteral() {
    Value[] rows = new Value[units()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = literal(weights[i]);
    }
    return new Value.Items(List.of(rows));
  }
}
