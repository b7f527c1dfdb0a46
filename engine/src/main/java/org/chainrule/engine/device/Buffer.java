package org.chainrule.engine.device;

/**
 * A value or a gradient in the arena.
 *
 * @param offset where it starts, in floats
 * @param size floats of one example
 * @param batched whether there is one copy for each example; else all examples share one
 */
public record Buffer(int offset, int size, boolean batched) {

  /** How far apart the copies of neighbouring examples lie; 0 where they share one. */
  public int stride() {
    return batched ? size : 0;
  }

  /** How many copies there are in a batch of this many examples. */
  public int rows(int examples) {
    return batched ? examples : 1;
  }
}
