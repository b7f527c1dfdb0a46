package org.chainrule.engine.device;

/** The general matrix product, the one routine that a device may hand to a library. */
@FunctionalInterface
public interface Gemm {

  /**
   * C += op(A) op(B), row-major, where op transposes or not.
   *
   * @param transA whether A is read transposed
   * @param transB whether B is read transposed
   * @param m rows of op(A) and C
   * @param n columns of op(B) and C
   * @param k columns of op(A), rows of op(B)
   * @param arena holds all three
   * @param a where A starts; its rows are contiguous
   * @param b where B starts; its rows are contiguous
   * @param c where C starts; it overlaps neither
   * @param add whether the product is added to C; else it replaces it
   */
  void multiply(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float[] arena,
      int a,
      int b,
      int c,
      boolean add);
}
