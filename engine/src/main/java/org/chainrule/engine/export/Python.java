package org.chainrule.engine.export;

import java.util.Arrays;
import java.util.Set;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.tensor.Tensor;

/** Literals, names and operator precedence of Python. */
final class Python {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int SIGN = 3;
  private static final int POWER = 4;
  private static final int ATOM = 5;

  private static final int WIDTH = 88;

  private static final Set<String> TAKEN =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield",
          "self",
          "torch",
          "nn",
          "F",
          "jax",
          "jnp",
          "np",
          "keras",
          "tf",
          "float",
          "int",
          "print",
          "range",
          "sum",
          "dict",
          "example",
          "expected",
          "params",
          "bump",
          "model",
          "optimizer",
          "values",
          "gradients",
          "os",
          "optax",
          "state");

  private Python() {}

  /** The name, or one like it where Python or the script itself has it already. */
  static String name(String name) {
    return TAKEN.contains(name) ? name + "_" : name;
  }

  /** {@code (2, 3)}, {@code (3,)} or {@code ()}. */
  static String tuple(int... values) {
    StringBuilder out = new StringBuilder("(");
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? "" : ", ").append(values[i]);
    }
    return out.append(values.length == 1 ? ",)" : ")").toString();
  }

  /** A number that Python takes as a float. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "float(\"" + (Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf") + "\")";
    }
    String text = NumberText.of(value);
    boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0;
    return whole ? text + ".0" : text;
  }

  /** Whether a tensor holds one number several times. */
  static boolean repeats(Tensor value) {
    double[] numbers = value.toArray();
    return numbers.length > 1 && Arrays.stream(numbers).allMatch(number -> number == numbers[0]);
  }

  /** A number, or nested lists of numbers, broken into lines where they are long. */
  static String literal(Tensor tensor, String indent) {
    String flat = nested(tensor, 0, 0, tensor.size(), "");
    return flat.length() + indent.length() <= WIDTH || tensor.shape().rank() < 2
        ? flat
        : nested(tensor, 0, 0, tensor.size(), "\n" + indent);
  }

  private static String nested(Tensor tensor, int axis, int at, int count, String separator) {
    if (axis == tensor.shape().rank()) {
      return number(tensor.at(at));
    }
    int length = tensor.shape().dim(axis);
    int stride = length == 0 ? 0 : count / length;
    boolean broken = !separator.isEmpty() && axis < tensor.shape().rank() - 1;
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < length; i++) {
      out.append(i == 0 ? "" : broken ? "," : ", ").append(broken ? separator + "    " : "");
      out.append(
          nested(tensor, axis + 1, at + i * stride, stride, broken ? separator + "    " : ""));
    }
    return out.append(broken ? "," + separator : "").append(']').toString();
  }

  /**
   * Puts an expression in the place of every mark, in parentheses where the operators around the
   * mark ask for them.
   */
  static String place(String text, char mark, String expression) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == mark) {
        boolean bare = binding(expression) >= least(text, i);
        out.append(bare ? expression : "(" + expression + ")");
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  /** How tightly what stands at a place must bind. */
  private static int least(String text, int at) {
    int before = at - 1;
    while (before >= 0 && text.charAt(before) == ' ') {
      before--;
    }
    int after = at + 1;
    while (after < text.length() && text.charAt(after) == ' ') {
      after++;
    }
    int least = 0;
    if (before >= 0) {
      char c = text.charAt(before);
      boolean sign = c == '-' && (before == 0 || "(,=[".indexOf(text.charAt(before - 1)) >= 0);
      boolean power = c == '*' && before > 0 && text.charAt(before - 1) == '*';
      least =
          sign
              ? SIGN
              : power ? SIGN : "+-".indexOf(c) >= 0 ? PRODUCT : "*/@".indexOf(c) >= 0 ? SIGN : 0;
    }
    if (after < text.length()) {
      char c = text.charAt(after);
      boolean power = c == '*' && after + 1 < text.length() && text.charAt(after + 1) == '*';
      int left =
          power || c == '.' || c == '['
              ? ATOM
              : "*/@".indexOf(c) >= 0 ? PRODUCT : "+-<>!".indexOf(c) >= 0 ? SUM : 0;
      least = Math.max(least, left);
    }
    return least;
  }

  /** How tightly an expression binds: by the loosest operator that stands in no brackets. */
  private static int binding(String text) {
    int depth = 0;
    int binding = ATOM;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
      if (depth != 0) {
        continue;
      }
      if (c == '-' && i == 0) {
        binding = Math.min(binding, SIGN);
      } else if (c == ' ' && i + 2 < text.length()) {
        binding = Math.min(binding, operator(text, i + 1));
      }
    }
    return binding;
  }

  private static int operator(String text, int at) {
    return switch (text.charAt(at)) {
      case '+', '-' -> SUM;
      case '*' -> text.charAt(at + 1) == '*' ? POWER : PRODUCT;
      case '/', '@' -> PRODUCT;
      case '<', '>', '!' -> 0;
      default -> ATOM;
    };
  }
}
