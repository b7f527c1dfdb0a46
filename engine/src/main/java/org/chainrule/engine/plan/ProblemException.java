package org.chainrule.engine.plan;

import java.util.List;

/** Work that was asked for and cannot be done, with every reason. */
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ProblemException(List<Problem> problems) {
    super(problems.isEmpty() ? "" : problems.get(0).message());
    this.problems = List.copyOf(problems);
  }

  public ProblemException(Problem problem) {
    this(List.of(problem));
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}
