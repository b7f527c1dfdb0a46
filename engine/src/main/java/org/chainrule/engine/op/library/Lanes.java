package org.chainrule.engine.op.library;

import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The runs of entries that an op along one axis works on: entry {@code i} of lane {@code l} stands
 * at {@code start(l) + i * stride}. Without an axis there is one lane, of all entries in row-major
 * order.
 *
 * @param count how many lanes there are
 * @param length entries of each
 * @param stride how far apart neighbours lie
 */
record Lanes(int count, int length, int stride) {

  /** The axis an op works along; everything where it is left out. */
  static Setting axis(String summary) {
    return Setting.integer("axis", "Axis", null, -8, 7, summary);
  }

  /** The axis of a shape that the settings name, counted from 0; -1 where they leave it out. */
  static int axisOf(Shape shape, Settings settings) {
    if (!settings.has("axis")) {
      return -1;
    }
    int axis = settings.integer("axis");
    return axis < 0 ? axis + shape.rank() : axis;
  }

  /** Why a shape lacks the axis that the settings name; null where it has it. */
  static Inferred.@Nullable Misfit lacking(String port, Shape shape, Settings settings) {
    if (!settings.has("axis")) {
      return null;
    }
    int axis = axisOf(shape, settings);
    if (axis >= 0 && axis < shape.rank()) {
      return null;
    }
    return new Inferred.Misfit(
        port,
        "a value that has axis " + settings.integer("axis"),
        "shape " + shape,
        "Choose an axis that it has, or leave the axis out to take everything.");
  }

  /** The lanes of a shape along the axis of the settings. */
  static Lanes of(Shape shape, Settings settings) {
    int axis = axisOf(shape, settings);
    if (axis < 0) {
      return new Lanes(1, shape.size(), 1);
    }
    int length = shape.dim(axis);
    return new Lanes(length == 0 ? 0 : shape.size() / length, length, shape.strides()[axis]);
  }

  int start(int lane) {
    return lane / stride * stride * length + lane % stride;
  }

  /** Copies one lane out of a tensor. */
  double[] read(Tensor x, int lane) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = x.at(start(lane) + i * stride);
    }
    return values;
  }

  /** Copies one lane into row-major numbers. */
  void write(double[] values, double[] out, int lane) {
    for (int i = 0; i < length; i++) {
      out[start(lane) + i * stride] = values[i];
    }
  }
}
