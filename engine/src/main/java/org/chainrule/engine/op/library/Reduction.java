package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** A sum over one axis or over all, divided by the number of its terms where it is a mean. */
abstract class Reduction implements Op {
  private final OpInfo info;
  private final boolean mean;

  Reduction(OpInfo.Builder info, boolean mean) {
    this.mean = mean;
    this.info =
        info.category(Category.TENSOR)
            .setting(
                Setting.integer(
                    "axis",
                    "Axis",
                    null,
                    -8,
                    7,
                    "The axis that is summed away, counted from 0, or from -1 at the end; all where left out."))
            .example(Tensor.scalar(3))
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", 0), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .rejects("axis", Map.of("axis", 2), Shape.of(2, 3))
            .build();
  }

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    Shape shape = inputs.get(0);
    if (!settings.has("axis")) {
      return Inferred.fits(Shape.SCALAR);
    }
    int axis = axis(shape, settings);
    if (axis < 0 || axis >= shape.rank()) {
      return new Inferred.Misfit(
          "x",
          "a value that has axis " + settings.integer("axis"),
          "shape " + shape,
          "Choose an axis that it has, or leave the axis out to sum everything.");
    }
    return Inferred.fits(shape.without(axis));
  }

  private static int axis(Shape shape, Settings settings) {
    int axis = settings.integer("axis");
    return axis < 0 ? axis + shape.rank() : axis;
  }

  private double factor(Shape shape, Settings settings) {
    if (!mean) {
      return 1;
    }
    return 1.0 / (settings.has("axis") ? shape.dim(axis(shape, settings)) : shape.size());
  }

  /**
   * The input's shape with the summed axes at length 1, to which a sum reduces and from which a
   * gradient stretches.
   */
  private static Shape kept(Shape shape, Settings settings) {
    if (!settings.has("axis")) {
      return Shape.SCALAR;
    }
    int[] dims = shape.dims();
    dims[axis(shape, settings)] = 1;
    return Shape.of(dims);
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor x = inputs.get(0);
    Shape kept = kept(x.shape(), settings);
    Tensor sum = x.sumTo(kept).times(factor(x.shape(), settings));
    return settings.has("axis") ? sum.reshape(x.shape().without(axis(x.shape(), settings))) : sum;
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Shape shape = at.inputs().get(0).shape();
    return upstream
        .reshape(kept(shape, at.settings()))
        .times(factor(shape, at.settings()))
        .broadcastTo(shape);
  }

  @Override
  public final Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.Sum(settings.has("axis") ? axis(inputs.get(0), settings) : -1, mean);
  }
}
