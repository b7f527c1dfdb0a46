package org.chainrule.engine.device;

import org.chainrule.engine.device.Instruction.Extent;
import org.chainrule.engine.device.Instruction.Product;
import org.chainrule.engine.tensor.Shape;

/**
 * The matrix product lifted to the batch. Where one factor is shared, the whole batch is one
 * product: a shared matrix on the left of batched columns, or a shared right factor under stacked
 * rows. Else it runs example by example.
 *
 * <p>Per example Y[m,n] = A[m,k] B[k,n], a vector counting as one row on the left and one column on
 * the right.
 */
final class MatmulProducts {
  private final int m;
  private final int n;
  private final int k;
  private final Buffer a;
  private final Buffer b;
  private final Buffer y;

  MatmulProducts(Shape left, Shape right, Buffer a, Buffer b, Buffer y) {
    k = right.dim(0);
    m = left.rank() == 2 ? left.dim(0) : 1;
    n = right.rank() == 2 ? right.dim(1) : 1;
    this.a = a;
    this.b = b;
    this.y = y;
  }

  /** A shared matrix times one column for each example: with the examples as rows, Y = X A^T. */
  private boolean columns() {
    return !a.batched() && b.batched() && n == 1;
  }

  /** Stacked rows of every example times a shared matrix, or nothing batched at all. */
  private boolean rows() {
    return !b.batched();
  }

  Product forward() {
    if (columns()) {
      return new Product(false, true, batch(1), fixed(m), fixed(k), b, a, y, false, false);
    }
    if (rows()) {
      return new Product(false, false, lifted(m), fixed(n), fixed(k), a, b, y, false, false);
    }
    return new Product(false, false, fixed(m), fixed(n), fixed(k), a, b, y, false, true);
  }

  /** Adds the upstream gradient's share to the gradient of one factor. */
  Product gradient(int port, Buffer upstream, Buffer gradient) {
    if (columns()) {
      return port == 0
          ? new Product(
              true, false, fixed(m), fixed(k), batch(1), upstream, b, gradient, true, false)
          : new Product(
              false, false, batch(1), fixed(k), fixed(m), upstream, a, gradient, true, false);
    }
    if (rows()) {
      return port == 0
          ? new Product(
              false, true, lifted(m), fixed(k), fixed(n), upstream, b, gradient, true, false)
          : new Product(
              true, false, fixed(k), fixed(n), lifted(m), a, upstream, gradient, true, false);
    }
    return port == 0
        ? new Product(false, true, fixed(m), fixed(k), fixed(n), upstream, b, gradient, true, true)
        : new Product(true, false, fixed(k), fixed(n), fixed(m), a, upstream, gradient, true, true);
  }

  private static Extent fixed(int value) {
    return new Extent(value, false);
  }

  private static Extent batch(int value) {
    return new Extent(value, true);
  }

  private Extent lifted(int value) {
    return new Extent(value, a.batched());
  }
}
