package org.chainrule.engine.lab;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.TrainerState;

/**
 * The loss over the training examples around where a run stands, along two directions, and the way
 * that the run has come, as seen in that plane.
 *
 * @param cells cells along each axis
 * @param right how far the plane goes to either side, in lengths of the first direction
 * @param up how far it goes up and down, in lengths of the second
 * @param losses row-major from the lower left on
 * @param path pairs of places along the two directions, oldest first; the run stands at 0, 0
 */
public record Landscape(int cells, double right, double up, double[] losses, double[] path) {

  /** States of the way that are drawn at most. */
  private static final int DRAWN = 120;

  /** Along the two directions in which the run has moved most. */
  public static Landscape ofPath(Run run, int cells) throws ProblemException {
    Directions directions = Directions.ofPath(drawn(run), run.parameters());
    double[] path = path(run, directions);
    return of(run, directions, cells, reach(path, 0), reach(path, 1));
  }

  /** Along two directions drawn at random, as long as the parameters themselves. */
  public static Landscape random(Run run, int cells, int seed) throws ProblemException {
    return of(run, Directions.random(run.program(), run.parameters(), seed), cells, 1, 1);
  }

  /** Along two single parameters, counted one after the other. */
  public static Landscape along(Run run, int cells, int a, int b) throws ProblemException {
    float[] at = run.parameters();
    Directions directions = Directions.along(at.length, a, b);
    double[] path = path(run, directions);
    double right = Math.max(Math.max(1, Math.abs(at[a])), reach(path, 0));
    double up = Math.max(Math.max(1, Math.abs(at[b])), reach(path, 1));
    return of(run, directions, cells, right, up);
  }

  private static double reach(double[] path, int axis) {
    double most = 0;
    for (int i = axis; i < path.length; i += 2) {
      most = Math.max(most, Math.abs(path[i]));
    }
    return most > 0 ? 1.25 * most : 1;
  }

  private static List<TrainerState> drawn(Run run) {
    List<TrainerState> states = new ArrayList<>();
    for (TrainerState state : run.history().states()) {
      if (state.steps() <= run.cursor()) {
        states.add(state);
      }
    }
    List<TrainerState> out = new ArrayList<>();
    int every = (states.size() + DRAWN - 1) / DRAWN;
    for (int i = 0; i < states.size(); i += every) {
      out.add(states.get(i));
    }
    return out;
  }

  private static double[] path(Run run, Directions directions) {
    float[] at = run.parameters();
    List<TrainerState> states = drawn(run);
    double[] path = new double[2 * states.size()];
    double first = Math.max(1e-300, Directions.dot(directions.first(), directions.first()));
    double second = Math.max(1e-300, Directions.dot(directions.second(), directions.second()));
    for (int k = 0; k < states.size(); k++) {
      double a = 0;
      double b = 0;
      for (int i = 0; i < at.length; i++) {
        double way = (double) states.get(k).parameters()[i] - at[i];
        a += way * directions.first()[i];
        b += way * directions.second()[i];
      }
      path[2 * k] = a / first;
      path[2 * k + 1] = b / second;
    }
    return path;
  }

  private static Landscape of(Run run, Directions directions, int cells, double right, double up)
      throws ProblemException {
    float[] at = run.parameters();
    int from = run.program().parametersAt();
    double[] losses = new double[cells * cells];
    for (int cell = 0; cell < losses.length; cell++) {
      double a = right * (2 * (cell % cells + 0.5) / cells - 1);
      double b = up * (2 * (cell / cells + 0.5) / cells - 1);
      for (int i = 0; i < at.length; i++) {
        run.arena()[from + i] =
            (float) (at[i] + a * directions.first()[i] + b * directions.second()[i]);
      }
      losses[cell] = run.trainer().evaluate(run.parts().train()).loss();
    }
    System.arraycopy(at, 0, run.arena(), from, at.length);
    return new Landscape(cells, right, up, losses, path(run, directions));
  }

  /** One after the other: cells, right, up, the losses, the path. */
  public double[] numbers() {
    double[] out = new double[3 + losses.length + path.length];
    out[0] = cells;
    out[1] = right;
    out[2] = up;
    System.arraycopy(losses, 0, out, 3, losses.length);
    System.arraycopy(path, 0, out, 3 + losses.length, path.length);
    return out;
  }
}
