package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Several values laid one behind the other along an axis. */
abstract class Joining implements Op {
  private final OpInfo info;

  Joining(OpInfo info) {
    this.info = info;
  }

  /** The shape under which an input takes part. */
  abstract Shape part(Shape input, Settings settings);

  /** The axis along which the parts are laid, for parts of this rank. */
  static int axisOf(Shape part, Settings settings) {
    int axis = settings.integer("axis");
    return axis < 0 ? axis + part.rank() : axis;
  }

  /** The shapes of all parts joined, which fit. */
  static Shape joined(List<Shape> parts, int axis) {
    int[] dims = parts.get(0).dims();
    for (int i = 1; i < parts.size(); i++) {
      dims[axis] += parts.get(i).dim(axis);
    }
    return Shape.of(dims);
  }

  private List<Shape> parts(List<Tensor> inputs, Settings settings) {
    return inputs.stream().map(input -> part(input.shape(), settings)).toList();
  }

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    List<Shape> parts = parts(inputs, settings);
    int axis = axisOf(parts.get(0), settings);
    Shape shape = joined(parts, axis);
    double[] out = new double[shape.size()];
    for (int i = 0; i < inputs.size(); i++) {
      int[] places = places(parts, i, shape, axis);
      for (int k = 0; k < places.length; k++) {
        out[places[k]] = inputs.get(i).at(k);
      }
    }
    return Tensor.of(shape, out);
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    List<Shape> parts = parts(at.inputs(), at.settings());
    int axis = axisOf(parts.get(0), at.settings());
    int[] places = places(parts, port, upstream.shape(), axis);
    double[] out = new double[places.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = upstream.at(places[k]);
    }
    return Tensor.of(at.inputs().get(port).shape(), out);
  }

  /** For each entry of one part the place it takes in the whole. */
  private static int[] places(List<Shape> parts, int index, Shape whole, int axis) {
    int stride = whole.strides()[axis];
    int before = 0;
    for (int i = 0; i < index; i++) {
      before += parts.get(i).dim(axis);
    }
    int run = parts.get(index).dim(axis) * stride;
    int[] places = new int[parts.get(index).size()];
    for (int k = 0; k < places.length; k++) {
      places[k] = k / run * whole.dim(axis) * stride + before * stride + k % run;
    }
    return places;
  }

  /** Why an axis does not exist among the parts. */
  static Inferred.Misfit lacking(Shape part, Settings settings) {
    return new Inferred.Misfit(
        "x1",
        "a value that has axis " + settings.integer("axis"),
        "shape " + part,
        "Choose an axis that it has.");
  }
}
