package org.chainrule.engine.op;

/** The part an op plays in a graph. */
public enum Role {
  /** Data that the model sees. */
  INPUT,
  /** The answer it is compared with. */
  LABEL,
  /** A value that training changes. */
  PARAMETER,
  /** A value that never changes. */
  CONSTANT,
  /** A function of its inputs. */
  OPERATION,
  /** A function that compares a prediction with a label. */
  LOSS,
  /** A call that stands for several nodes. */
  COMPOSITE
}
