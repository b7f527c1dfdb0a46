package org.chainrule.engine.text;

import org.chainrule.engine.compose.Composite;
import org.chainrule.engine.graph.Definition;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;

/** What a call names: it says what the call takes. */
sealed interface Callee {
  OpInfo info();

  /** An operation of the catalogue: one node. */
  record Operation(Op op) implements Callee {
    @Override
    public OpInfo info() {
      return op.info();
    }
  }

  /** A composite: the lines it stands for. */
  record Layer(Composite composite) implements Callee {
    @Override
    public OpInfo info() {
      return composite.info();
    }
  }

  /**
   * An operation of a person's own: its formula, with what is passed in place of its parameters.
   */
  record Function(Definition definition, Expression body, OpInfo info) implements Callee {}
}
