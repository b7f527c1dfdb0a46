package org.chainrule.engine.text;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Value;

/** An expression as it was read, before it becomes nodes. Every piece knows its place. */
sealed interface Expression {
  Token at();

  /** A number or a list. */
  record Constant(Token at, Value value) implements Expression {}

  /** A value by its name. */
  record Name(Token at) implements Expression {}

  /** A value with its sign turned. */
  record Negation(Token at, Expression operand) implements Expression {}

  /** Operators of one precedence, from left to right; in one piece, since it may be long. */
  record Chain(Token at, Expression first, List<Link> rest) implements Expression {}

  /** An operator with what stands to its right. */
  record Link(Token operator, Expression right) {}

  /** A call with its inputs by port, in the order they were written. */
  record Call(Token at, Callee callee, Map<String, Expression> inputs, Map<String, Value> settings)
      implements Expression {}
}
