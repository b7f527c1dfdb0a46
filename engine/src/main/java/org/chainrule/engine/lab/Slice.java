package org.chainrule.engine.lab;

import java.util.Arrays;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Probe;

/**
 * The loss over the training examples along one direction from where a run stands.
 *
 * @param origin what the parameter holds where the run stands; 0 where the direction is none of the
 *     parameters
 * @param reach how far it goes to either side
 * @param loss the loss where the run stands
 * @param slope the derivative of the loss along the direction there
 * @param losses from the left to the right, both ends included
 */
public record Slice(double origin, double reach, double loss, double slope, double[] losses) {

  /** Along one entry of the parameters, counted one after the other. */
  public static Slice along(Run run, int places, int entry) throws ProblemException {
    float[] at = run.parameters();
    double[] direction = new double[at.length];
    int index = Math.max(0, Math.min(at.length - 1, entry));
    direction[index] = 1;
    return of(run, direction, places, at[index], Math.max(2, 2 * Math.abs(at[index])));
  }

  /** Along a direction drawn at random, as long as the parameters themselves. */
  public static Slice random(Run run, int places, int seed) throws ProblemException {
    double[] direction = Directions.random(run.program(), run.parameters(), seed).first();
    return of(run, direction, places, 0, 1.5);
  }

  /** Along the gradient, whose length is then one: where the next steps lead. */
  public static Slice downhill(Run run, int places) throws ProblemException {
    double[] direction = gradient(run);
    double length = Math.sqrt(Directions.dot(direction, direction));
    for (int i = 0; i < direction.length; i++) {
      direction[i] = length > 0 ? -direction[i] / length : 0;
    }
    return of(run, direction, places, 0, 1.5);
  }

  private static Slice of(Run run, double[] direction, int places, double origin, double reach)
      throws ProblemException {
    double slope = Directions.dot(gradient(run), direction);
    float[] at = run.parameters();
    int from = run.program().parametersAt();
    double[] losses = new double[places];
    for (int place = 0; place < places; place++) {
      double way = reach * (2.0 * place / (places - 1) - 1);
      for (int i = 0; i < at.length; i++) {
        run.arena()[from + i] = (float) (at[i] + way * direction[i]);
      }
      losses[place] = run.trainer().evaluate(run.parts().train()).loss();
    }
    System.arraycopy(at, 0, run.arena(), from, at.length);
    double loss = run.trainer().evaluate(run.parts().train()).loss();
    return new Slice(origin, reach, loss, slope, losses);
  }

  /** Of the mean loss over the training examples. */
  private static double[] gradient(Run run) throws ProblemException {
    double[] sum = new double[run.program().parameterCount()];
    int from = run.program().gradientsAt();
    boolean mean = run.program().reduction() == BatchReduction.MEAN;
    Probe.run(
        run.device(),
        run.parts().train(),
        rows -> {
          for (int i = 0; i < sum.length; i++) {
            sum[i] += (double) run.arena()[from + i] * (mean ? rows : 1);
          }
        });
    return Arrays.stream(sum).map(one -> one / run.parts().train().size()).toArray();
  }

  /** One after the other: origin, reach, loss, slope, the losses. */
  public double[] numbers() {
    double[] out = new double[4 + losses.length];
    out[0] = origin;
    out[1] = reach;
    out[2] = loss;
    out[3] = slope;
    System.arraycopy(losses, 0, out, 4, losses.length);
    return out;
  }
}
