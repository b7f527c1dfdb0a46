package org.chainrule.engine.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Moves each input to mean 0 and standard deviation 1, as measured over the training examples
 * alone: what is held back must not be looked at. An input that never changes is only moved.
 *
 * @param means what is taken from each column; 0 for labels
 * @param deviations what each column is divided by; 1 for labels
 */
public record Scaling(double[] means, double[] deviations) {

  /** Measures the inputs of a frame over some of its examples. */
  public static Scaling of(Frame frame, int[] rows) {
    int count = frame.variables().size();
    double[] means = new double[count];
    double[] deviations = new double[count];
    for (int i = 0; i < count; i++) {
      deviations[i] = 1;
      if (!frame.variables().get(i).label() && rows.length > 0) {
        double[] column = frame.values().get(i);
        double sum = 0;
        for (int row : rows) {
          sum += column[row];
        }
        means[i] = sum / rows.length;
        double squares = 0;
        for (int row : rows) {
          squares += (column[row] - means[i]) * (column[row] - means[i]);
        }
        double deviation = Math.sqrt(squares / rows.length);
        deviations[i] = deviation > 0 ? deviation : 1;
      }
    }
    return new Scaling(means, deviations);
  }

  /** The frame with its inputs moved. */
  public Frame apply(Frame frame) {
    List<double[]> values = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      double[] column = frame.values().get(i).clone();
      for (int row = 0; row < column.length; row++) {
        column[row] = (column[row] - means[i]) / deviations[i];
      }
      values.add(column);
    }
    return new Frame(frame.variables(), values);
  }
}
