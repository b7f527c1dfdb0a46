package org.chainrule.engine.op.library;

import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Short ways to write the tensors of examples. */
final class Samples {
  private Samples() {}

  static Tensor vector(double... data) {
    return Tensor.of(Shape.of(data.length), data);
  }

  static Tensor matrix(int rows, int columns, double... data) {
    return Tensor.of(Shape.of(rows, columns), data);
  }
}
