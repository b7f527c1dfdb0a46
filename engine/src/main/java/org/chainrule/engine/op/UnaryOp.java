package org.chainrule.engine.op;

import java.util.List;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** A function of each number of its input, on its own. */
public abstract class UnaryOp implements Op {
  private final OpInfo info;

  protected UnaryOp(OpInfo info) {
    this.info = info;
  }

  /** f(x). */
  protected abstract double apply(double x, Settings settings);

  /**
   * f'(x).
   *
   * @param y f(x), already computed
   */
  protected abstract double derivative(double x, double y, Settings settings);

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    return Inferred.fits(inputs.get(0));
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    return inputs.get(0).map(x -> apply(x, settings));
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor derivative =
        Tensor.zip(at.inputs().get(0), at.output(), (x, y) -> derivative(x, y, at.settings()));
    return Tensor.zip(upstream, derivative, (g, d) -> g * d);
  }

  @Override
  public final Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.Elementwise(new Tuned(this, settings));
  }

  /** The function with its settings in place. */
  private record Tuned(UnaryOp op, Settings settings) implements ScalarFunction {
    @Override
    public String id() {
      return op.info.id();
    }

    @Override
    public double apply(double a, double b) {
      return op.apply(a, settings);
    }

    @Override
    public double partial(int port, double a, double b, double y) {
      return op.derivative(a, y, settings);
    }
  }
}
