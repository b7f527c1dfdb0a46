package org.chainrule.engine.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lengths of a tensor's axes, outermost first; a scalar has none. Immutable. */
public final class Shape {

  /** The shape of a single number. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final long count;

  private Shape(int[] dims) {
    this.dims = dims;
    long count = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("expected lengths of 0 or more, got " + dim);
      }
      count = dim != 0 && count > Long.MAX_VALUE / dim ? Long.MAX_VALUE : count * dim;
    }
    this.count = count;
  }

  /** The shape with these axis lengths. */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** How many axes. */
  public int rank() {
    return dims.length;
  }

  /** The length of one axis, counted from the outermost. */
  public int dim(int axis) {
    return dims[axis];
  }

  /** The axis lengths, as a copy. */
  public int[] dims() {
    return dims.clone();
  }

  /**
   * How many numbers a tensor of this shape would hold, however many; at most {@link
   * Long#MAX_VALUE}.
   */
  public long count() {
    return count;
  }

  /**
   * How many numbers a tensor of this shape holds.
   *
   * @throws IllegalStateException where an array cannot hold that many; whoever takes shapes from
   *     outside checks {@link #count} first
   */
  public int size() {
    if (count > Integer.MAX_VALUE) {
      throw new IllegalStateException("expected at most 2^31 - 1 numbers, got shape " + this);
    }
    return (int) count;
  }

  public boolean isScalar() {
    return dims.length == 0;
  }

  /** Row-major strides: how far apart, in numbers, neighbours along each axis lie. */
  public int[] strides() {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dims[axis];
    }
    return strides;
  }

  /** This shape with one more axis outermost. */
  public Shape prepend(int dim) {
    int[] more = new int[dims.length + 1];
    more[0] = dim;
    System.arraycopy(dims, 0, more, 1, dims.length);
    return new Shape(more);
  }

  /** This shape without one of its axes. */
  public Shape without(int axis) {
    int[] fewer = new int[dims.length - 1];
    System.arraycopy(dims, 0, fewer, 0, axis);
    System.arraycopy(dims, axis + 1, fewer, axis, fewer.length - axis);
    return of(fewer);
  }

  /**
   * The shape both stretch to by NumPy's rule: aligned at the innermost axis, lengths equal or one
   * of them 1. Null where they do not fit.
   */
  public static @Nullable Shape broadcast(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int left = i <= a.rank() ? a.dims[a.rank() - i] : 1;
      int right = i <= b.rank() ? b.dims[b.rank() - i] : 1;
      if (left != right && left != 1 && right != 1) {
        return null;
      }
      dims[rank - i] = left == 1 ? right : left;
    }
    return of(dims);
  }

  /**
   * Strides that walk a tensor of this shape in step with one of the shape it broadcasts to: 0
   * along every stretched axis.
   */
  public int[] stridesTo(Shape target) {
    int[] strides = new int[target.rank()];
    int[] own = strides();
    int lead = target.rank() - rank();
    for (int axis = 0; axis < rank(); axis++) {
      strides[lead + axis] = dims[axis] == 1 ? 0 : own[axis];
    }
    return strides;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** As people write it: {@code [128, 784]}; a scalar is {@code []}. */
  @Override
  public String toString() {
    return text(dims);
  }

  private static String text(int[] dims) {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < dims.length; i++) {
      out.append(i == 0 ? "" : ", ").append(dims[i]);
    }
    return out.append(']').toString();
  }
}
