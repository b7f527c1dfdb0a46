package org.chainrule.engine.op;

import java.util.List;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** A function of each number of its input, on its own. */
public abstract class UnaryOp implements Op, ScalarFunction {
  private final OpInfo info;

  protected UnaryOp(OpInfo info) {
    this.info = info;
  }

  /** f(x). */
  protected abstract double apply(double x);

  /**
   * f'(x).
   *
   * @param y f(x), already computed
   */
  protected abstract double derivative(double x, double y);

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final String id() {
    return info.id();
  }

  @Override
  public final double apply(double a, double b) {
    return apply(a);
  }

  @Override
  public final double partial(int port, double a, double b, double y) {
    return derivative(a, y);
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    return Inferred.fits(inputs.get(0));
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    return inputs.get(0).map(this::apply);
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor derivative = Tensor.zip(at.inputs().get(0), at.output(), this::derivative);
    return Tensor.zip(upstream, derivative, (g, d) -> g * d);
  }

  @Override
  public final Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.Elementwise(this);
  }
}
