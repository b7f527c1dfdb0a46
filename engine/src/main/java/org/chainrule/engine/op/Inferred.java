package org.chainrule.engine.op;

import org.chainrule.engine.tensor.Shape;

/** What a shape rule answers. */
public sealed interface Inferred {

  /** The inputs fit; the output has this shape. */
  record Fits(Shape shape) implements Inferred {}

  /**
   * The inputs do not fit.
   *
   * @param port the port at fault
   * @param expected what would fit there, as a phrase
   * @param actual what came, as a phrase
   * @param remedy what to do, as a sentence
   */
  record Misfit(String port, String expected, String actual, String remedy) implements Inferred {}

  static Inferred fits(Shape shape) {
    return new Fits(shape);
  }
}
