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

  /** A tensor of distinct numbers of both signs, none near zero, in no simple order. */
  static Tensor ramp(int... dims) {
    Shape shape = Shape.of(dims);
    double[] data = new double[shape.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (i * 37 % 101) / 25.0 - 1.99;
    }
    return Tensor.of(shape, data);
  }
}
