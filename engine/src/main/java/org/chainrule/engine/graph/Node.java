package org.chainrule.engine.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a graph.
 *
 * @param id unique in its graph; wires refer to it
 * @param op the id of an operation in the catalogue; unknown ids are kept
 * @param name what a person calls the value, or null for an intermediate one
 * @param settings the settings that differ from their defaults, in the order they were written
 * @param position where it sits on the canvas, or null until it is laid out
 */
public record Node(
    String id,
    String op,
    @Nullable String name,
    Map<String, Value> settings,
    @Nullable Position position) {

  public Node {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** What to call this node in a sentence: its name, else its id. */
  public String label() {
    return name != null ? name : id;
  }
}
