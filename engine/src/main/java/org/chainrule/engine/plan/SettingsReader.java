package org.chainrule.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Checks the settings of a node or a call against what is declared for them. */
public final class SettingsReader {
  private SettingsReader() {}

  /** The settings the node runs with; adds a problem for each that does not fit. */
  public static Settings read(Node node, OpInfo info, List<Problem> problems) {
    String label = node.name() != null ? node.name() : info.label();
    Settings.Builder settings = new Settings.Builder().defaults(info.settings());
    for (Map.Entry<String, Value> entry : node.settings().entrySet()) {
      Setting declared = info.setting(entry.getKey());
      if (declared == null) {
        List<String> names = info.settings().stream().map(Setting::name).toList();
        problems.add(
            new Problem.UnknownSetting(
                node.id(), label, entry.getKey(), Nearest.of(entry.getKey(), names)));
        continue;
      }
      Object value = convert(declared, entry.getValue());
      if (value == null) {
        problems.add(
            new Problem.BadSetting(
                node.id(),
                label,
                declared.name(),
                expected(declared),
                describe(entry.getValue()),
                nearest(declared, entry.getValue())));
      } else {
        settings.put(declared.name(), value);
      }
    }
    return settings.build();
  }

  private static @Nullable Object convert(Setting declared, Value value) {
    switch (declared.kind()) {
      case NUMBER:
        return value instanceof Value.Num num && within(declared, num.value()) ? num.value() : null;
      case INTEGER:
        return value instanceof Value.Num num
                && num.value() == Math.floor(num.value())
                && within(declared, num.value())
            ? (Object) (int) num.value()
            : null;
      case CHOICE:
        return value instanceof Value.Text text && declared.choices().contains(text.value())
            ? text.value()
            : null;
      case FLAG:
        return value instanceof Value.Flag flag ? (Object) flag.value() : null;
      case TENSOR:
        return tensor(value);
      case SHAPE:
        return shape(value);
    }
    throw new IllegalStateException("expected a kind of setting, got " + declared.kind());
  }

  private static boolean within(Setting declared, double value) {
    return value >= declared.min() && value <= declared.max();
  }

  private static @Nullable Shape shape(Value value) {
    if (!(value instanceof Value.Items items) || items.values().size() > Limits.RANK) {
      return null;
    }
    int[] dims = new int[items.values().size()];
    for (int i = 0; i < dims.length; i++) {
      if (!(items.values().get(i) instanceof Value.Num num)
          || num.value() != Math.floor(num.value())
          || num.value() < 1
          || num.value() > Integer.MAX_VALUE) {
        return null;
      }
      dims[i] = (int) num.value();
    }
    return Shape.of(dims);
  }

  /**
   * A tensor from nested lists, or null where they are ragged, empty, too deep or hold anything but
   * numbers.
   */
  private static @Nullable Tensor tensor(Value value) {
    List<Integer> dims = new ArrayList<>();
    Value at = value;
    while (at instanceof Value.Items items) {
      if (items.values().isEmpty() || dims.size() == Limits.RANK) {
        return null;
      }
      dims.add(items.values().size());
      at = items.values().get(0);
    }
    Shape shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    if (shape.count() > Limits.TENSOR) {
      return null;
    }
    double[] data = new double[shape.size()];
    return fill(value, shape, 0, data, 0) < 0 ? null : Tensor.of(shape, data);
  }

  /**
   * Copies one level and answers the next free index, or -1 where the level does not fit the shape.
   */
  private static int fill(Value value, Shape shape, int axis, double[] data, int at) {
    if (axis == shape.rank()) {
      if (!(value instanceof Value.Num num)) {
        return -1;
      }
      data[at] = num.value();
      return at + 1;
    }
    if (!(value instanceof Value.Items items) || items.values().size() != shape.dim(axis)) {
      return -1;
    }
    int next = at;
    for (Value item : items.values()) {
      next = fill(item, shape, axis + 1, data, next);
      if (next < 0) {
        return -1;
      }
    }
    return next;
  }

  private static String expected(Setting declared) {
    String range =
        " from " + NumberText.of(declared.min()) + " to " + NumberText.of(declared.max());
    return switch (declared.kind()) {
      case NUMBER -> "a number" + range;
      case INTEGER -> "a whole number" + range;
      case CHOICE -> "one of " + String.join(", ", declared.choices());
      case FLAG -> "true or false";
      case TENSOR -> "a number, or lists of numbers in which every row has the same length";
      case SHAPE -> "a list of whole numbers from 1 on, such as [128, 784]";
    };
  }

  private static @Nullable String nearest(Setting declared, Value value) {
    return value instanceof Value.Text text ? Nearest.of(text.value(), declared.choices()) : null;
  }

  private static String describe(Value value) {
    if (value instanceof Value.Num num) {
      return NumberText.of(num.value());
    } else if (value instanceof Value.Text text) {
      return "\"" + text.value() + "\"";
    } else if (value instanceof Value.Flag flag) {
      return String.valueOf(flag.value());
    }
    return "a list";
  }
}
