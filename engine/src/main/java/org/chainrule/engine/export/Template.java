package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/**
 * Fills an op's template for one use of it. Between braces stand:
 *
 * <ul>
 *   <li>{@code x}: what flows into the port x; {@code inputs}: all ports in use, with commas
 *   <li>{@code setting:s}: a setting
 *   <li>{@code ?c|A|B}: A where c holds, else B. A condition is a setting that was given ({@code
 *       axis}), its value ({@code reduction=mean}) or the rank of a port ({@code label:0})
 *   <li>{@code each|A|S}: A for each port in use, joined by S; in A that port is called {@code it}
 *   <li>{@code shape:x} as Python's tuple, {@code dims:x} without parentheses, {@code size:x};
 *       without a port those of the output
 *   <li>{@code dim:x}: the axes taken together, for Python; {@code axes:x}, {@code axis:x}: the
 *       same counted from the end, so that a batch axis in front changes nothing; {@code count:x}:
 *       how many entries they hold; {@code before:x}: a colon for each axis before; {@code
 *       reversed:x}
 * </ul>
 */
final class Template {
  private final OpInfo info;
  private final Settings settings;
  private final List<Shape> inputs;
  private final Shape output;
  private final List<String> arguments;
  private int it = -1;

  /**
   * One use of an op.
   *
   * @param arguments what flows into each port in use, as text
   */
  Template(
      OpInfo info, Settings settings, List<Shape> inputs, Shape output, List<String> arguments) {
    this.info = info;
    this.settings = settings;
    this.inputs = inputs;
    this.output = output;
    this.arguments = arguments;
  }

  /**
   * The template with everything in place.
   *
   * @throws IllegalArgumentException where it names what the op has not
   */
  String fill(String template) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '{') {
        out.append(c);
        at++;
        continue;
      }
      int end = closing(template, at);
      out.append(value(template.substring(at + 1, end)));
      at = end + 1;
    }
    return out.toString();
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("expected a closing brace in " + text);
  }

  /** The parts between bars that stand in no inner braces. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '|' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private String value(String key) {
    if (key.startsWith("?")) {
      List<String> parts = parts(key.substring(1));
      return fill(parts.get(holds(parts.get(0)) ? 1 : 2));
    }
    if (key.startsWith("each|")) {
      return each(parts(key));
    }
    if (key.equals("inputs")) {
      return String.join(", ", arguments);
    }
    if (key.startsWith("setting:")) {
      return setting(key.substring(8));
    }
    int port = key.equals("it") ? it : info.port(key);
    if (port >= 0) {
      return arguments.get(port);
    }
    int colon = key.indexOf(':');
    Shape shape = colon < 0 ? output : inputs.get(portNamed(key.substring(colon + 1)));
    return shaped(colon < 0 ? key : key.substring(0, colon), shape);
  }

  private String each(List<String> parts) {
    List<String> all = new ArrayList<>();
    int outer = it;
    for (it = 0; it < arguments.size(); it++) {
      all.add(fill(parts.get(1)));
    }
    it = outer;
    return String.join(parts.get(2), all);
  }

  private boolean holds(String condition) {
    int colon = condition.indexOf(':');
    if (colon >= 0) {
      Shape shape = inputs.get(portNamed(condition.substring(0, colon)));
      return shape.rank() == Integer.parseInt(condition.substring(colon + 1));
    }
    int equals = condition.indexOf('=');
    return equals < 0
        ? settings.has(condition)
        : setting(condition.substring(0, equals)).equals(condition.substring(equals + 1));
  }

  private int portNamed(String name) {
    int port = name.equals("it") ? it : info.port(name);
    if (port < 0) {
      throw new IllegalArgumentException("expected a port of " + info.id() + ", got " + name);
    }
    return port;
  }

  private String setting(String name) {
    var declared = info.setting(name);
    if (declared == null) {
      throw new IllegalArgumentException("expected a setting of " + info.id() + ", got " + name);
    }
    return switch (declared.kind()) {
      case NUMBER -> NumberText.of(settings.number(name));
      case INTEGER -> String.valueOf(settings.integer(name));
      case FLAG -> settings.flag(name) ? "True" : "False";
      case CHOICE -> settings.choice(name);
      case TENSOR, SHAPE ->
          throw new IllegalArgumentException("expected no tensor or shape, got " + name);
    };
  }

  private String shaped(String key, Shape shape) {
    int rank = shape.rank();
    boolean one = settings.has("axis");
    int written = one ? settings.integer("axis") : 0;
    int axis = written < 0 ? written + rank : written;
    return switch (key) {
      case "shape" -> Python.tuple(shape.dims());
      case "dims" -> list(shape.dims());
      case "size" -> String.valueOf(shape.size());
      case "reversed" -> Python.tuple(axes(rank, true, 0));
      case "dim" ->
          one ? String.valueOf(written) : rank == 1 ? "0" : Python.tuple(axes(rank, false, 0));
      case "axis" -> String.valueOf(axis - rank);
      case "axes" -> one ? String.valueOf(axis - rank) : list(axes(rank, false, -rank));
      case "count" -> String.valueOf(one ? shape.dim(axis) : shape.size());
      case "before" -> ":, ".repeat(axis);
      default ->
          throw new IllegalArgumentException(
              "expected a placeholder, got " + key + " in a template of " + info.id());
    };
  }

  private static int[] axes(int rank, boolean reversed, int shift) {
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = (reversed ? rank - 1 - i : i) + shift;
    }
    return axes;
  }

  private static String list(int[] values) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? "" : ", ").append(values[i]);
    }
    return out.toString();
  }
}
