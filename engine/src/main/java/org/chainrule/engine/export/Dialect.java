package org.chainrule.engine.export;

import org.chainrule.engine.op.Fans;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** A script while it is written, and the parts that every dialect of Python writes alike. */
abstract class Dialect {
  final Script script;
  final StringBuilder out = new StringBuilder();

  Dialect(Script script) {
    this.script = script;
  }

  /** Writes one line. */
  final void line(int depth, String text) {
    out.append(text.isEmpty() ? "" : "    ".repeat(depth)).append(text).append('\n');
  }

  /** Whether a minibatch of random data stands in for values that only a data set has. */
  final boolean batch() {
    return script.data().stream().anyMatch(source -> script.value(source) == null);
  }

  /** Writes the example, or the minibatch that stands in for one. */
  final void data() {
    boolean batch = batch();
    if (batch) {
      line(
          0, "# A minibatch of random data stands in for the data set: put your own in its place.");
    }
    line(0, "example = {");
    for (int source : script.data()) {
      line(1, "\"" + script.name(source) + "\": " + datum(source, batch) + ",");
    }
    line(0, "}");
  }

  /** The value of one input or label as an expression. */
  abstract String datum(int source, boolean batch);

  /** The first value of a parameter as an expression: its numbers, or how they are drawn. */
  final String initial(int parameter) {
    Tensor value = script.value(parameter);
    if (value != null && Python.repeats(value)) {
      String size = Python.tuple(value.shape().dims());
      return value.at(0) == 0
          ? ops() + ".zeros(" + size + ")"
          : ops() + ".full(" + size + ", " + Python.number(value.at(0)) + ")";
    }
    if (value != null && script.literal(parameter)) {
      return literal(value);
    }
    Shape shape = script.step(parameter).shape();
    Settings settings = script.step(parameter).settings();
    String size = Python.tuple(shape.dims());
    Fans fans = Fans.of(shape);
    String scale = Python.number(settings.number("scale"));
    return switch (settings.choice("init")) {
      case "he" -> normal(parameter, size) + " * (2 / " + fans.in() + ") ** 0.5";
      case "xavier" ->
          symmetric(parameter, size) + " * (6 / " + (fans.in() + fans.out()) + ") ** 0.5";
      case "normal" -> normal(parameter, size) + " * " + scale;
      case "uniform" -> symmetric(parameter, size) + " * " + scale;
      default -> ops() + ".zeros(" + size + ")";
    };
  }

  /** The module that makes arrays. */
  abstract String ops();

  /** A parameter's numbers as an expression. */
  abstract String literal(Tensor value);

  /** Draws from the standard normal distribution. */
  abstract String normal(int parameter, String size);

  /** Draws from -1 to 1. */
  abstract String symmetric(int parameter, String size);
}
