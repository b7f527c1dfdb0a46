package org.chainrule.engine.lab;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.data.Frame;
import org.chainrule.engine.data.FrameDataset;
import org.chainrule.engine.data.Scaling;
import org.chainrule.engine.plan.ProblemException;

/**
 * What a run answers along one or two of its inputs, the others held at their means: a fitted curve
 * or a decision boundary. Cells are row-major from the lower left on.
 */
public final class Surface {
  private final Run run;
  private final FrameDataset cells;

  /**
   * A grid over two inputs.
   *
   * @param a the index among the inputs that runs to the right
   * @param b the index among the inputs that runs upwards; the same as {@code a} for a curve
   * @param n cells along each axis
   */
  public Surface(Run run, int a, int b, int n, double left, double right, double low, double high) {
    this.run = run;
    Frame raw = run.data().raw();
    int[] inputs = raw.indices(false);
    int rows = a == b ? n : n * n;
    Scaling means = Scaling.of(raw, run.data().split().train());
    List<double[]> values = new ArrayList<>();
    for (int i = 0; i < raw.variables().size(); i++) {
      double[] column = new double[rows];
      for (int row = 0; row < rows; row++) {
        double right01 = (row % n + 0.5) / n;
        double up01 = (row / n + 0.5) / n;
        if (raw.variables().get(i).label()) {
          column[row] = 0;
        } else if (i == inputs[a]) {
          column[row] = left + (right - left) * right01;
        } else if (i == inputs[b]) {
          column[row] = low + (high - low) * up01;
        } else {
          column[row] = means.means()[i];
        }
      }
      values.add(column);
    }
    Frame grid = new Frame(raw.variables(), values);
    Scaling scaling = run.data().scaling();
    int[] all = new int[rows];
    for (int row = 0; row < rows; row++) {
      all[row] = row;
    }
    cells =
        new FrameDataset(scaling == null ? grid : scaling.apply(grid), run.parts().places(), all);
  }

  /** What the graph answers in each cell, or nothing where it has no answer. */
  public Readings answers() throws ProblemException {
    Output output = run.output();
    if (output == null) {
      return new Readings(new int[0], new float[0]);
    }
    float[] raw = run.trainer().predict(cells, output.buffer());
    return Readings.of(raw, output.buffer().size(), output.rule());
  }

  /** Each number of a node in each cell, all numbers of a cell together; none where it has none. */
  public float[] unit(String node) throws ProblemException {
    var buffer = run.program().values().get(node);
    return buffer == null || !buffer.batched()
        ? new float[0]
        : run.trainer().predict(cells, buffer);
  }
}
