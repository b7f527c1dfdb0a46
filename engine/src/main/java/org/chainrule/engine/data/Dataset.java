package org.chainrule.engine.data;

import java.util.List;
import org.chainrule.engine.tensor.Shape;

/** Examples by number, each a value in every column. Immutable, and safe for many readers. */
public interface Dataset {

  /** How many examples there are. */
  int size();

  /** What each example holds; inputs and labels meet those of a graph in order. */
  List<Column> columns();

  /** Copies one value of one example, row-major, into floats from {@code at} on. */
  void copy(int example, int column, float[] into, int at);

  /**
   * What one column holds.
   *
   * @param name what to call it in a sentence
   * @param label whether it is the answer and not the question
   * @param shape the shape of one value
   * @param classes how many classes the value names, or 0 where it is a quantity
   */
  record Column(String name, boolean label, Shape shape, int classes) {}
}
