package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** A part of a value along one axis. */
final class Slice extends Rearrangement {
  private static final int END = 1_000_000_000;

  Slice() {
    super(
        OpInfo.of("slice", "Slice")
            .symbol("[:]")
            .category(Category.TENSOR)
            .summary("The entries from one place up to another along one axis, every so many.")
            .formula("x_{s}, x_{s + d}, \\dots")
            .notes(
                "As in Python: the start is taken and the stop is not, and negative places count from the end.")
            .port("x", "the argument", "1 \\text{ where taken}")
            .setting(Setting.integer("axis", "Axis", 0, -8, 7, "The axis along which to take."))
            .setting(
                Setting.integer("start", "Start", 0, -END, END, "The first place that is taken."))
            .setting(
                Setting.integer("stop", "Stop", END, -END, END, "The first place that is not."))
            .setting(Setting.integer("step", "Step", 1, 1, END, "How far apart the places lie."))
            .torch(
                "{x}[{before:x}{setting:start}:{?stop=1000000000||{setting:stop}}{?step=1||:{se"
                    + "tting:step}}]")
            .jax(
                "{x}[{before:x}{setting:start}:{?stop=1000000000||{setting:stop}}{?step=1||:{se"
                    + "tting:step}}]")
            .keras(
                "{x}[{before:x}{setting:start}:{?stop=1000000000||{setting:stop}}{?step=1||:{se"
                    + "tting:step}}]")
            .onnx("Slice({x}, [{setting:start}], [{setting:stop}], [{axis:x}], [{setting:step}])")
            .example(vector(1, 2, 3, 4, 5))
            .example(Map.of("start", 1, "stop", 4, "step", 2), vector(1, 2, 3, 4, 5))
            .example(Map.of("axis", 1, "start", -2), matrix(2, 3, 1, 2, 3, 4, 5, 6))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .rejects("at least one place", Map.of("start", 3, "stop", 3), Shape.of(5))
            .build());
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape shape = inputs.get(0);
    Inferred lacking = Lanes.lacking("x", shape, settings);
    if (lacking != null) {
      return lacking;
    }
    int axis = Lanes.axisOf(shape, settings);
    int first = place(settings.integer("start"), shape.dim(axis));
    int stop = place(settings.integer("stop"), shape.dim(axis));
    if (stop <= first) {
      return new Inferred.Misfit(
          "x",
          "at least one place to take",
          "none from " + first + " up to " + stop + " of " + shape.dim(axis),
          "Set the stop beyond the start.");
    }
    int[] dims = shape.dims();
    dims[axis] = (stop - first - 1) / settings.integer("step") + 1;
    return Inferred.fits(Shape.of(dims));
  }

  /** A place as Python counts it, held within the axis. */
  private static int place(int written, int length) {
    return Math.max(0, Math.min(length, written < 0 ? written + length : written));
  }

  @Override
  int[] sources(Shape input, Shape output, Settings settings) {
    int axis = Lanes.axisOf(input, settings);
    int first = place(settings.integer("start"), input.dim(axis));
    int stride = input.strides()[axis];
    int taken = output.dim(axis) * stride;
    int[] sources = new int[output.size()];
    for (int i = 0; i < sources.length; i++) {
      int place = first + i % taken / stride * settings.integer("step");
      sources[i] = i / taken * stride * input.dim(axis) + place * stride + i % stride;
    }
    return sources;
  }
}
