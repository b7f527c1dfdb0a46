package org.chainrule.engine.tensor;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Numbers in float64, row-major. A tensor is a value: who makes one fills it before handing it on,
 * and nobody writes to it afterwards.
 */
public final class Tensor {
  private final Shape shape;
  private final double[] data;

  private Tensor(Shape shape, double[] data) {
    if (data.length != shape.size()) {
      throw new IllegalArgumentException(
          "expected " + shape.size() + " numbers for shape " + shape + ", got " + data.length);
    }
    this.shape = shape;
    this.data = data;
  }

  /** A tensor over these numbers, which are not copied. */
  public static Tensor of(Shape shape, double... data) {
    return new Tensor(shape, data);
  }

  /** A single number. */
  public static Tensor scalar(double value) {
    return new Tensor(Shape.SCALAR, new double[] {value});
  }

  /** One number everywhere. */
  public static Tensor filled(Shape shape, double value) {
    double[] data = new double[shape.size()];
    Arrays.fill(data, value);
    return new Tensor(shape, data);
  }

  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, new double[shape.size()]);
  }

  public Shape shape() {
    return shape;
  }

  public int size() {
    return data.length;
  }

  /** The number at a row-major index. */
  public double at(int index) {
    return data[index];
  }

  /** The only number of a tensor that has one. */
  public double item() {
    if (data.length != 1) {
      throw new IllegalStateException("expected one number, got shape " + shape);
    }
    return data[0];
  }

  /** The numbers, row-major, as a copy. */
  public double[] toArray() {
    return data.clone();
  }

  /** The same numbers under another shape of the same size. */
  public Tensor reshape(Shape to) {
    return new Tensor(to, data);
  }

  /** A function of each number. */
  public Tensor map(DoubleUnaryOperator f) {
    double[] out = new double[data.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsDouble(data[i]);
    }
    return new Tensor(shape, out);
  }

  /**
   * A function of each pair of numbers, both stretched by NumPy's rule.
   *
   * @throws IllegalArgumentException where the shapes do not broadcast
   */
  public static Tensor zip(Tensor a, Tensor b, DoubleBinaryOperator f) {
    Shape shape = Shape.broadcast(a.shape, b.shape);
    if (shape == null) {
      throw new IllegalArgumentException(
          "expected shapes that broadcast, got " + a.shape + " and " + b.shape);
    }
    double[] left = a.broadcastTo(shape).data;
    double[] right = b.broadcastTo(shape).data;
    double[] out = new double[shape.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsDouble(left[i], right[i]);
    }
    return new Tensor(shape, out);
  }

  /** Sum of two tensors of the same shape. */
  public Tensor plus(Tensor other) {
    return zip(this, other, Double::sum);
  }

  /** Every number times a factor. */
  public Tensor times(double factor) {
    return map(value -> value * factor);
  }

  /** This tensor stretched to a shape that it broadcasts to. */
  public Tensor broadcastTo(Shape target) {
    if (target.equals(shape)) {
      return this;
    }
    double[] out = new double[target.size()];
    int[] source = sources(target);
    for (int i = 0; i < out.length; i++) {
      out[i] = data[source[i]];
    }
    return new Tensor(target, out);
  }

  /**
   * The transpose of {@link #broadcastTo}: the numbers summed over every axis that was stretched.
   */
  public Tensor sumTo(Shape target) {
    if (target.equals(shape)) {
      return this;
    }
    Tensor sum = zeros(target);
    int[] source = sum.sources(shape);
    for (int i = 0; i < data.length; i++) {
      sum.data[source[i]] += data[i];
    }
    return sum;
  }

  /** For each row-major index of the target, the index here that it reads. */
  private int[] sources(Shape target) {
    int[] strides = shape.stridesTo(target);
    int[] sources = new int[target.size()];
    int[] index = new int[target.rank()];
    int at = 0;
    for (int i = 0; i < sources.length; i++) {
      sources[i] = at;
      for (int axis = target.rank() - 1; axis >= 0; axis--) {
        at += strides[axis];
        if (++index[axis] < target.dim(axis)) {
          break;
        }
        at -= strides[axis] * target.dim(axis);
        index[axis] = 0;
      }
    }
    return sources;
  }

  @Override
  public String toString() {
    return "Tensor" + shape + Arrays.toString(data);
  }
}
