package org.chainrule.engine.op;

/**
 * A function of one or two numbers with its partial derivatives. A function of one number ignores
 * {@code b}.
 */
public interface ScalarFunction {

  /** The id of the op it computes, by which a device may know a faster loop for it. */
  String id();

  /** f(a, b). */
  double apply(double a, double b);

  /**
   * The partial derivative with respect to one argument.
   *
   * @param port 0 for {@code a}, 1 for {@code b}
   * @param y f(a, b), already computed
   */
  double partial(int port, double a, double b, double y);
}
