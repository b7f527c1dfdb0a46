package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;

/** What the Python dialects write alike. */
final class Prose {

  /** Examples of the random minibatch that stands in for a data set. */
  static final int BATCH = 64;

  private Prose() {}

  /** The first lines: what this is and where it comes from. */
  static String docstring(String title, String dialect) {
    String plain = title.replace('\\', '/').replace('"', '\'').replace('\n', ' ');
    return "\"\"\""
        + (plain.isBlank() ? "A graph" : plain)
        + ": "
        + dialect
        + ", written by Chainrule.\"\"\"";
  }

  static List<String> names(Script script, List<Integer> steps) {
    return steps.stream().map(script::name).toList();
  }

  static List<String> with(String first, List<String> rest) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return all;
  }

  /** A dictionary of the lines that have a name in the graph, or are all there is. */
  static String dictionary(List<Script.Line> lines, int depth) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Script.Line line = lines.get(i);
      if (line.named() || i == lines.size() - 1) {
        entries.add("\"" + line.name() + "\": " + line.name());
      }
    }
    String flat = "{" + String.join(", ", entries) + "}";
    if (flat.length() + 4 * depth + 7 <= 88) {
      return flat;
    }
    String indent = "\n" + "    ".repeat(depth + 1);
    return "{" + indent + String.join("," + indent, entries) + ",\n" + "    ".repeat(depth) + "}";
  }
}
