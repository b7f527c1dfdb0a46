package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.tensor.Tensor;

/** Tensors as they stand in a document's settings. */
final class Tensors {
  private Tensors() {}

  /** A number, or nested lists of numbers. */
  static Value value(Tensor tensor) {
    return value(tensor, 0, 0, tensor.size());
  }

  private static Value value(Tensor tensor, int axis, int at, int count) {
    if (axis == tensor.shape().rank()) {
      return Value.of(tensor.at(at));
    }
    int length = tensor.shape().dim(axis);
    int stride = length == 0 ? 0 : count / length;
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      items.add(value(tensor, axis + 1, at + i * stride, stride));
    }
    return new Value.Items(items);
  }
}
