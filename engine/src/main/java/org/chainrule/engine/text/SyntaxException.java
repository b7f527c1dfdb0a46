package org.chainrule.engine.text;

import org.chainrule.engine.plan.Problem;

/** Leaves the line that cannot be understood; never leaves this room. */
final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final boolean consequence;

  private SyntaxException(Problem problem, boolean consequence) {
    super(problem.message());
    this.problem = problem;
    this.consequence = consequence;
  }

  SyntaxException(Problem problem) {
    this(problem, false);
  }

  SyntaxException(Token at, String message) {
    this(new Problem.Syntax(at.line(), at.column(), message));
  }

  /** A line that fails for no other reason than that one before it did. */
  static SyntaxException consequence(Token name) {
    return new SyntaxException(
        new Problem.UnknownName(name.text(), name.line(), name.column(), null), true);
  }

  Problem problem() {
    return problem;
  }

  boolean isConsequence() {
    return consequence;
  }
}
