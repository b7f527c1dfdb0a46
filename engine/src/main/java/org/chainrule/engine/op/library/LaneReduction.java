package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** One number out of each lane. */
abstract class LaneReduction implements Op {
  private final OpInfo info;

  LaneReduction(OpInfo info) {
    this.info = info;
  }

  /** The number of one lane. */
  abstract double reduce(double[] lane, Settings settings);

  /**
   * Its derivatives by each entry of the lane.
   *
   * @param y the number of the lane, already computed
   */
  abstract double[] gradient(double[] lane, double y, Settings settings);

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    Shape shape = inputs.get(0);
    Inferred lacking = Lanes.lacking("x", shape, settings);
    if (lacking != null) {
      return lacking;
    }
    int axis = Lanes.axisOf(shape, settings);
    return Inferred.fits(axis < 0 ? Shape.SCALAR : shape.without(axis));
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor x = inputs.get(0);
    Lanes lanes = Lanes.of(x.shape(), settings);
    double[] out = new double[lanes.count()];
    for (int lane = 0; lane < out.length; lane++) {
      out[lane] = reduce(lanes.read(x, lane), settings);
    }
    int axis = Lanes.axisOf(x.shape(), settings);
    return Tensor.of(axis < 0 ? Shape.SCALAR : x.shape().without(axis), out);
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor x = at.inputs().get(0);
    Lanes lanes = Lanes.of(x.shape(), at.settings());
    double[] out = new double[x.size()];
    for (int lane = 0; lane < lanes.count(); lane++) {
      double[] gradient = gradient(lanes.read(x, lane), at.output().at(lane), at.settings());
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= upstream.at(lane);
      }
      lanes.write(gradient, out, lane);
    }
    return Tensor.of(x.shape(), out);
  }
}
