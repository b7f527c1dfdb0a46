package org.chainrule.engine.data;

import java.util.List;

/**
 * A table of numbers: examples by row, and for each column what it means. Immutable; nobody writes
 * to its arrays.
 *
 * @param variables the columns, inputs and labels in any order
 * @param values one array for each column, as long as there are examples; a class as its index
 */
public record Frame(List<Variable> variables, List<double[]> values) {

  /** The most examples. */
  public static final int MAX_ROWS = 100_000;

  /** The most numbers of a whole table. */
  public static final int MAX_CELLS = 4_000_000;

  /**
   * What a column means.
   *
   * @param name what to call it
   * @param label whether it is the answer and not the question
   * @param classes the names of its classes by index, or empty where it is a quantity
   */
  public record Variable(String name, boolean label, List<String> classes) {

    public Variable {
      classes = List.copyOf(classes);
    }

    /** A quantity that is asked about. */
    static Variable input(String name) {
      return new Variable(name, false, List.of());
    }

    /** A quantity to be predicted. */
    static Variable target(String name) {
      return new Variable(name, true, List.of());
    }
  }

  public Frame {
    variables = List.copyOf(variables);
    values = List.copyOf(values);
    if (variables.size() != values.size()) {
      throw new IllegalArgumentException(
          "expected " + variables.size() + " columns, got " + values.size());
    }
    for (double[] column : values) {
      if (column.length != values.get(0).length) {
        throw new IllegalArgumentException(
            "expected columns of " + values.get(0).length + ", got one of " + column.length);
      }
    }
  }

  /** How many examples there are. */
  public int size() {
    return values.isEmpty() ? 0 : values.get(0).length;
  }

  /** The indices of the inputs, or of the labels, in order. */
  public int[] indices(boolean label) {
    int[] indices = new int[variables.size()];
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (variables.get(i).label() == label) {
        indices[count++] = i;
      }
    }
    int[] exact = new int[count];
    System.arraycopy(indices, 0, exact, 0, count);
    return exact;
  }

  /** The least and greatest of each column, one pair after the other. */
  public double[] ranges() {
    double[] ranges = new double[2 * values.size()];
    for (int i = 0; i < values.size(); i++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (double value : values.get(i)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      ranges[2 * i] = least;
      ranges[2 * i + 1] = most;
    }
    return ranges;
  }
}
