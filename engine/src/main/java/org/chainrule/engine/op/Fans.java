package org.chainrule.engine.op;

import org.chainrule.engine.tensor.Shape;

/**
 * How many numbers a weight takes in and gives out, by which initializers scale what they draw.
 *
 * @param in the product of all axes but the first; of a vector its length, of a number 1
 * @param out the length of the first axis; of a number 1
 */
public record Fans(int in, int out) {

  /** The fans of a weight of this shape. */
  public static Fans of(Shape shape) {
    int out = shape.rank() == 0 ? 1 : shape.dim(0);
    return new Fans(shape.rank() < 2 ? out : shape.size() / Math.max(1, out), out);
  }
}
