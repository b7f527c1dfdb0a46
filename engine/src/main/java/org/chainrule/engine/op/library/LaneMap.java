package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** A new lane out of each lane, of the same length. */
abstract class LaneMap implements Op {
  private final OpInfo info;

  LaneMap(OpInfo info) {
    this.info = info;
  }

  /** The new lane. */
  abstract double[] map(double[] lane, Settings settings);

  /**
   * The vector-Jacobian product of one lane.
   *
   * @param y the new lane, already computed
   * @param upstream the gradient of the new lane
   */
  abstract double[] vjp(double[] lane, double[] y, double[] upstream, Settings settings);

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    Inferred lacking = Lanes.lacking("x", inputs.get(0), settings);
    return lacking != null ? lacking : Inferred.fits(inputs.get(0));
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor x = inputs.get(0);
    Lanes lanes = Lanes.of(x.shape(), settings);
    double[] out = new double[x.size()];
    for (int lane = 0; lane < lanes.count(); lane++) {
      lanes.write(map(lanes.read(x, lane), settings), out, lane);
    }
    return Tensor.of(x.shape(), out);
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor x = at.inputs().get(0);
    Lanes lanes = Lanes.of(x.shape(), at.settings());
    double[] out = new double[x.size()];
    for (int lane = 0; lane < lanes.count(); lane++) {
      double[] gradient =
          vjp(
              lanes.read(x, lane),
              lanes.read(at.output(), lane),
              lanes.read(upstream, lane),
              at.settings());
      lanes.write(gradient, out, lane);
    }
    return Tensor.of(x.shape(), out);
  }
}
