package org.chainrule.engine.text;

import org.chainrule.engine.plan.Problem;

/** Leaves the line that cannot be understood; never leaves this room. */
final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  SyntaxException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  SyntaxException(Token at, String message) {
    this(new Problem.Syntax(at.line(), at.column(), message));
  }

  Problem problem() {
    return problem;
  }
}
