package org.chainrule.engine.quiz;

/** What is asked about a run. Steps are those of the plan; entries are row-major. */
public sealed interface Question {

  /** A number of a step's value. */
  record Value(int step, int entry) implements Question {}

  /** The derivative of the loss with respect to one number of a step. */
  record Gradient(int step, int entry) implements Question {}

  /** What one port adds to the gradient of one number of the step that feeds it. */
  record Contribution(int step, int port, int entry) implements Question {}

  /** A number of the local derivative of a step with respect to one port. */
  record Local(int step, int port, int entry) implements Question {}

  /** Whether a step of one number rises, falls or stays when a number of another grows a little. */
  record Direction(int step, int entry, int of) implements Question {}

  /** By how much a step of one number changes when a number of another grows by {@code delta}. */
  record Change(int step, int entry, int of, double delta) implements Question {}

  /** The shape of a step's value. */
  record ShapeOf(int step) implements Question {}
}
