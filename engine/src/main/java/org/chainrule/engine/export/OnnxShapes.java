package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.export.OnnxBuilder.Item;
import org.chainrule.engine.export.OnnxRules.Arguments;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The ONNX operators that rearrange entries, take parts, and slide windows over images. */
final class OnnxShapes {
  private final OnnxBuilder to;

  OnnxShapes(OnnxBuilder builder) {
    to = builder;
  }

  /** The value of an operator of this kind; null for any other. */
  @Nullable Item apply(Arguments x) throws WeightsException {
    return switch (x.op()) {
      case "Shape" -> new Item("", Shape.of(1), x.at(0).batched(), Tensor.zeros(Shape.of(1)));
      case "Expand" -> x.at(0).literal() == null ? x.at(0) : to.add("identity", x.at(0));
      case "Reshape" -> reshape(x);
      case "Flatten" -> to.add("flatten", x.at(0));
      case "Unsqueeze" -> unsqueeze(x);
      case "Squeeze" -> squeeze(x);
      case "Transpose" -> transpose(x);
      case "Concat" -> concat(x);
      case "Slice" -> slice(x);
      case "Gather" -> gather(x);
      case "Conv" -> convolution(x);
      case "MaxPool" -> pool("max_pool", x);
      case "AveragePool" -> pool("average_pool", x);
      default -> null;
    };
  }

  Item reshaped(Item item, Shape shape) throws WeightsException {
    if (item.shape().equals(shape)) {
      return item;
    }
    if (shape.isScalar()) {
      return to.add("sum", item);
    }
    return to.add("reshape", Map.of("shape", shape), item);
  }

  /** A value whose axes were taken together, with those axes at length 1. */
  Item kept(Item item, Shape before, List<Integer> axes) throws WeightsException {
    int[] dims = before.dims();
    axes.forEach(axis -> dims[axis] = 1);
    return reshaped(item, Shape.of(dims));
  }

  private Item reshape(Arguments x) throws WeightsException {
    Item a = x.at(0);
    Tensor literal = x.at(1).literal();
    if (literal == null) {
      throw x.refusal("its shape must be written in the model");
    }
    int skip = a.batched() ? 1 : 0;
    int[] dims = new int[Math.max(0, literal.size() - skip)];
    int open = -1;
    long known = 1;
    for (int i = 0; i < dims.length; i++) {
      long written = (long) literal.at(i + skip);
      if (written == 0 && i < a.shape().rank()) {
        written = a.shape().dim(i);
      }
      open = written == -1 ? i : open;
      dims[i] = (int) Math.max(1, Math.min(Integer.MAX_VALUE, written));
      known *= written == -1 ? 1 : dims[i];
      if (known > a.shape().count()) {
        throw x.refusal("the new shape has more entries than the old");
      }
    }
    if (open >= 0) {
      dims[open] = (int) (a.shape().count() / known);
    }
    Shape shape = Shape.of(dims);
    if (shape.count() != a.shape().count()) {
      throw x.refusal("shape " + a.shape() + " does not become " + shape);
    }
    return reshaped(a, shape);
  }

  private static long[] axes(Arguments x) throws WeightsException {
    return x.attribute("axes") instanceof long[] list ? list : x.list(1);
  }

  private Item unsqueeze(Arguments x) throws WeightsException {
    Item a = x.at(0);
    List<Integer> dims = new ArrayList<>();
    long[] axes = axes(x);
    int rank = a.shape().rank() + axes.length;
    boolean[] fresh = new boolean[rank];
    for (long written : axes) {
      long axis = written < 0 ? written + rank : a.batched() ? written - 1 : written;
      if (axis < 0 || axis >= rank) {
        throw x.refusal("there is no axis " + written);
      }
      fresh[(int) axis] = true;
    }
    int next = 0;
    for (boolean one : fresh) {
      dims.add(one || next >= a.shape().rank() ? 1 : a.shape().dim(next++));
    }
    return reshaped(a, Shape.of(dims.stream().mapToInt(Integer::intValue).toArray()));
  }

  private Item squeeze(Arguments x) throws WeightsException {
    Shape shape = x.at(0).shape();
    long[] axes = axes(x);
    boolean[] gone = new boolean[shape.rank()];
    for (long written : axes) {
      gone[x.axisOf(written)] = true;
    }
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < gone.length; i++) {
      if (!gone[i]) {
        dims.add(shape.dim(i));
      }
    }
    return reshaped(x.at(0), Shape.of(dims.stream().mapToInt(Integer::intValue).toArray()));
  }

  private Item transpose(Arguments x) throws WeightsException {
    int rank = x.at(0).shape().rank();
    int batch = x.at(0).batched() ? 1 : 0;
    if (x.attribute("perm") instanceof long[] perm) {
      boolean whole = perm.length == rank + batch && (batch == 0 || perm[0] == 0);
      for (int i = 0; whole && i < rank; i++) {
        whole = perm[i + batch] == rank - 1 - i + batch;
      }
      if (!whole) {
        throw x.refusal("only the reverse order of all axes is known here");
      }
    }
    return to.add("transpose", x.at(0));
  }

  private Item concat(Arguments x) throws WeightsException {
    Item first = x.at(0);
    if (x.whole("axis", 0) == 0 && first.batched() && first.id().isEmpty()) {
      return first;
    }
    return to.add("concat", Map.of("axis", x.axis(0)), x.in());
  }

  private Item slice(Arguments x) throws WeightsException {
    long[] starts = x.list(1);
    long[] stops = x.list(2);
    long[] axes = x.count() > 3 ? x.list(3) : new long[] {0};
    long[] steps = x.count() > 4 ? x.list(4) : new long[] {1};
    if (starts.length != 1 || stops.length != 1 || axes.length != 1 || steps.length != 1) {
      throw x.refusal("it is read along one axis");
    }
    if (steps[0] < 1) {
      throw x.refusal("it is read forwards only");
    }
    Map<String, Object> settings =
        Map.of(
            "axis", x.axisOf(axes[0]),
            "start", bounded(starts[0]),
            "stop", bounded(stops[0]),
            "step", bounded(steps[0]));
    return to.add("slice", settings, x.at(0));
  }

  private static int bounded(long place) {
    return (int) Math.max(-1_000_000_000, Math.min(1_000_000_000, place));
  }

  private Item gather(Arguments x) throws WeightsException {
    if (x.axis(0) != 0) {
      throw x.refusal("it is read along the first axis only");
    }
    return to.add("gather", x.at(0), x.at(1));
  }

  /** The one number of a list whose numbers are all equal. */
  private static int alike(Arguments x, String name, int otherwise) throws WeightsException {
    if (!(x.attribute(name) instanceof long[] list) || list.length == 0) {
      return otherwise;
    }
    for (long item : list) {
      if (item != list[0] || item < 0 || item > 1000) {
        throw x.refusal("its " + name + " must be equal in every direction");
      }
    }
    return (int) list[0];
  }

  /** An image without the batch axis of length 1 that one example may have in front. */
  private Item image(Item a) throws WeightsException {
    Shape shape = a.shape();
    return shape.rank() == 4 && shape.dim(0) == 1 ? reshaped(a, shape.without(0)) : a;
  }

  private Item restored(Item y, Item a) throws WeightsException {
    return a.shape().rank() == 4 ? reshaped(y, y.shape().prepend(1)) : y;
  }

  private Item convolution(Arguments x) throws WeightsException {
    if (x.whole("group", 1) != 1 || x.attribute("auto_pad") instanceof String) {
      throw x.refusal("groups and automatic padding are not known here");
    }
    Map<String, Object> settings =
        Map.of(
            "stride", alike(x, "strides", 1),
            "padding", alike(x, "pads", 0),
            "dilation", alike(x, "dilations", 1));
    Item y = to.add("conv2d", settings, image(x.at(0)), x.at(1));
    if (x.count() > 2 && x.at(2) != OnnxRules.ABSENT) {
      Shape column = Shape.of(x.at(2).shape().size(), 1, 1);
      y = to.add("add", y, reshaped(x.at(2), column));
    }
    return restored(y, x.at(0));
  }

  private Item pool(String op, Arguments x) throws WeightsException {
    if (alike(x, "pads", 0) != 0 || x.whole("ceil_mode", 0) != 0 || alike(x, "dilations", 1) != 1) {
      throw x.refusal("padding, dilation and rounding up are not known here");
    }
    Map<String, Object> settings =
        Map.of(
            "size",
            Math.max(1, alike(x, "kernel_shape", 2)),
            "stride",
            Math.max(1, alike(x, "strides", 1)));
    return restored(to.add(op, settings, image(x.at(0))), x.at(0));
  }
}
