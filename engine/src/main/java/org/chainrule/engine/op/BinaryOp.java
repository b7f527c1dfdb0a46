package org.chainrule.engine.op;

import java.util.List;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** A function of each pair of numbers of its two inputs, stretched to one shape by NumPy's rule. */
public abstract class BinaryOp implements Op, ScalarFunction {
  private final OpInfo info;

  protected BinaryOp(OpInfo info) {
    this.info = info;
  }

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final String id() {
    return info.id();
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    return broadcast(info, inputs.get(0), inputs.get(1));
  }

  /** The rule of NumPy for two ports, worded. */
  static Inferred broadcast(OpInfo info, Shape a, Shape b) {
    Shape shape = Shape.broadcast(a, b);
    if (shape != null) {
      return Inferred.fits(shape);
    }
    String first = info.ports().get(0).name();
    String second = info.ports().get(1).name();
    return new Inferred.Misfit(
        second,
        "a shape that stretches to " + a + ", the shape of " + first,
        b.toString(),
        "Give both ports the same shape, or one of them length 1 along each axis where they differ.");
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    return Tensor.zip(inputs.get(0), inputs.get(1), this::apply);
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Shape shape = upstream.shape();
    Tensor a = at.inputs().get(0).broadcastTo(shape);
    Tensor b = at.inputs().get(1).broadcastTo(shape);
    double[] out = new double[shape.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = upstream.at(i) * partial(port, a.at(i), b.at(i), at.output().at(i));
    }
    return Tensor.of(shape, out).sumTo(at.inputs().get(port).shape());
  }

  @Override
  public final Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.Elementwise(this);
  }
}
