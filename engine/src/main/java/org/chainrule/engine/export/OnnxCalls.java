package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.tensor.Tensor;

/**
 * Reads a composition of ONNX operators, written as calls in calls, into the nodes of a model. A
 * number stands for a scalar, a list for whole numbers (or, with a point in it, for reals), and
 * {@code name=value} for an attribute.
 */
final class OnnxCalls {
  private final OnnxLift lift;
  private final String text;
  private final List<OnnxLift.Value> arguments;
  private int at;

  /**
   * Prepares to read.
   *
   * @param arguments what {@code $0}, {@code $1} and so on stand for
   */
  OnnxCalls(OnnxLift lift, String text, List<OnnxLift.Value> arguments) {
    this.lift = lift;
    this.text = text;
    this.arguments = arguments;
  }

  /** The value of the whole, under a name of its own. */
  OnnxLift.Value read(String wanted) {
    OnnxLift.Value value = value(wanted);
    return value.name().equals(wanted)
        ? value
        : lift.call("Identity", List.of(value), Map.of(), wanted);
  }

  private OnnxLift.Value value(String wanted) {
    skip();
    char c = text.charAt(at);
    if (c == '$') {
      at++;
      return arguments.get(Integer.parseInt(word()));
    }
    if (c == '[' || c == '(') {
      return list();
    }
    if (c == '-' || Character.isDigit(c)) {
      return lift.literal(Tensor.scalar(Double.parseDouble(word())));
    }
    return call(word(), wanted);
  }

  private OnnxLift.Value call(String op, String wanted) {
    expect('(');
    List<OnnxLift.Value> inputs = new ArrayList<>();
    Map<String, Object> attributes = new LinkedHashMap<>();
    skip();
    while (text.charAt(at) != ')') {
      int equals = attributeEnd();
      if (equals > 0) {
        String name = word();
        at = equals + 1;
        attributes.put(name, attribute(name));
      } else {
        inputs.add(value(""));
      }
      skip();
      if (text.charAt(at) == ',') {
        at++;
        skip();
      }
    }
    expect(')');
    return lift.call(op, inputs, attributes, wanted);
  }

  /** Where the sign after an attribute's name stands, or -1 where a value comes. */
  private int attributeEnd() {
    int end = at;
    while (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_') {
      end++;
    }
    return end > at && text.charAt(end) == '=' ? end : -1;
  }

  private Object attribute(String name) {
    if (text.charAt(at) == '"') {
      int end = text.indexOf('"', at + 1);
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }
    if (text.charAt(at) == '(' || text.charAt(at) == '[') {
      return longs(words());
    }
    String number = word();
    boolean real = name.equals("alpha") || name.equals("beta");
    return real ? (Object) (float) Double.parseDouble(number) : (Object) Long.parseLong(number);
  }

  private OnnxLift.Value list() {
    List<String> words = words();
    boolean real = words.stream().anyMatch(word -> word.indexOf('.') >= 0);
    return real
        ? lift.literal(
            Tensor.of(
                org.chainrule.engine.tensor.Shape.of(words.size()),
                words.stream().mapToDouble(Double::parseDouble).toArray()))
        : lift.integers(longs(words));
  }

  private static long[] longs(List<String> words) {
    return words.stream().mapToLong(Long::parseLong).toArray();
  }

  private List<String> words() {
    at++;
    List<String> words = new ArrayList<>();
    skip();
    while (text.charAt(at) != ']' && text.charAt(at) != ')') {
      words.add(word());
      skip();
      if (text.charAt(at) == ',') {
        at++;
        skip();
      }
    }
    at++;
    return words;
  }

  private String word() {
    int from = at;
    while (at < text.length() && "(),=[] ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (from == at) {
      throw new IllegalArgumentException("expected a word at " + at + " of " + text);
    }
    return text.substring(from, at);
  }

  private void skip() {
    while (text.charAt(at) == ' ') {
      at++;
    }
  }

  private void expect(char c) {
    if (text.charAt(at) != c) {
      throw new IllegalArgumentException("expected " + c + " at " + at + " of " + text);
    }
    at++;
  }
}
