package org.chainrule.engine.graph;

import java.util.List;

/**
 * An operation of a person's own: {@code def swish(a, b) = a * sigmoid(b)}. Its body is text of the
 * textual form, which only the parser reads; it is never run as code.
 *
 * @param name what calls it
 * @param parameters the names that stand for the values passed, in order
 * @param body an expression in the parameters
 */
public record Definition(String name, List<String> parameters, String body) {
  public Definition {
    parameters = List.copyOf(parameters);
  }
}
