package org.chainrule.engine.export;

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
}
