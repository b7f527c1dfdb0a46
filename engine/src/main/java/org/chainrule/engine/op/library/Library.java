package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Catalogue;

/** THE list of operations, in the order of the palette. */
public final class Library {
  private static final Catalogue STANDARD =
      new Catalogue(
          List.of(
              new Input(),
              new Label(),
              new Parameter(),
              new Constant(),
              new Add(),
              new Subtract(),
              new Multiply(),
              new Divide(),
              new Negate(),
              new Power(),
              new Exp(),
              new Log(),
              new Relu(),
              new Sigmoid(),
              new Tanh(),
              new Softmax(),
              new Matmul(),
              new Sum(),
              new Mean(),
              new SquaredError(),
              new BinaryCrossEntropyWithLogits(),
              new SoftmaxCrossEntropy()));

  private Library() {}

  /** Every operation of the product. */
  public static Catalogue standard() {
    return STANDARD;
  }
}
