package org.chainrule.engine.autodiff;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * The second derivatives of a loss in chosen steps, all their entries laid end to end: how the loss
 * curves, in every direction and every pair of them.
 *
 * <p>Each column is a central difference of fourth order of the exact gradient, over a step h of
 * 1e-3 times the size of the entry (at least 0.1). For a loss that is smooth there the error is
 * about h^4 times its sixth derivative plus 1e-13 times the size of the gradient: nine digits or
 * more where derivatives are of the size of the loss, and rounding alone for a quadratic. A kink
 * within the step shows as a difference that changes with h; h is then divided by 8, at most four
 * times. On a kink itself the loss has no second derivative, and what stands here depends on h.
 *
 * @param steps the steps with respect to which, in order
 * @param matrix symmetric, with a row and a column for each entry
 * @param asymmetry the greatest difference between two mirrored entries before they were averaged,
 *     which bounds nothing but tells how far to trust the figures
 */
public record Hessian(List<Integer> steps, Tensor matrix, double asymmetry) {

  /** The most rows that a Hessian is computed with. */
  public static final int LIMIT = 300;

  private static final double STEP = 1e-3;
  private static final double AGREEMENT = 1e-6;
  private static final int TRIES = 5;

  public Hessian {
    steps = List.copyOf(steps);
  }

  /** Why there is no Hessian to show, as a sentence; empty where there is one. */
  public static String refusal(Evaluation evaluation, int loss, List<Integer> steps) {
    if (loss < 0 || evaluation.value(loss) == null) {
      return "The loss has no value; give its inputs one first.";
    }
    long rows = 0;
    for (int step : steps) {
      if (evaluation.value(step) == null) {
        return evaluation.plan().steps().get(step).label()
            + " has no value yet; give it one first.";
      }
      rows += evaluation.plan().steps().get(step).shape().count();
    }
    return rows <= LIMIT
        ? ""
        : "The Hessian in "
            + rows
            + " numbers has "
            + rows * rows
            + " entries; at most "
            + LIMIT
            + " numbers are taken at once. Choose fewer parameters.";
  }

  /**
   * The Hessian of a loss in these steps, which are sources; 0 for those that it does not depend
   * on.
   *
   * @throws IllegalArgumentException where {@link #refusal} has a reason
   */
  public static Hessian of(Evaluation evaluation, int loss, List<Integer> steps) {
    String refusal = refusal(evaluation, loss, steps);
    if (!refusal.isEmpty()) {
      throw new IllegalArgumentException(refusal);
    }
    int size = 0;
    for (int step : steps) {
      size += evaluation.known(step).size();
    }
    double[] columns = new double[size * size];
    int column = 0;
    for (int step : steps) {
      for (int entry = 0; entry < evaluation.known(step).size(); entry++) {
        double[] line = column(evaluation, loss, steps, step, entry);
        System.arraycopy(line, 0, columns, column * size, size);
        column++;
      }
    }
    return symmetric(steps, columns, size);
  }

  /**
   * The second derivative of a loss by one entry of a source, as accurate as the whole; 0 where it
   * does not depend on it.
   */
  public static double second(Evaluation evaluation, int loss, int step, int entry) {
    return column(evaluation, loss, List.of(step), step, entry)[entry];
  }

  private static Hessian symmetric(List<Integer> steps, double[] columns, int size) {
    double[] out = new double[columns.length];
    double asymmetry = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double mirrored = columns[j * size + i];
        out[i * size + j] = (columns[i * size + j] + mirrored) / 2;
        asymmetry = Math.max(asymmetry, Math.abs(columns[i * size + j] - mirrored));
      }
    }
    return new Hessian(steps, Tensor.of(Shape.of(size, size), out), asymmetry);
  }

  /** How the whole gradient changes with one entry, over a step that no kink disturbs. */
  private static double[] column(
      Evaluation evaluation, int loss, List<Integer> steps, int step, int entry) {
    double h = STEP * Math.max(0.1, Math.abs(evaluation.known(step).at(entry)));
    double[] best = difference(evaluation, loss, steps, step, entry, h);
    for (int i = 1; i < TRIES; i++) {
      double[] finer = difference(evaluation, loss, steps, step, entry, h / 8);
      if (agree(best, finer)) {
        return best;
      }
      best = finer;
      h /= 8;
    }
    return best;
  }

  private static boolean agree(double[] a, double[] b) {
    double size = 1e-3;
    double gap = 0;
    for (int i = 0; i < a.length; i++) {
      size = Math.max(size, Math.abs(a[i]));
      gap = Math.max(gap, Math.abs(a[i] - b[i]));
    }
    return !(gap > AGREEMENT * size);
  }

  private static double[] difference(
      Evaluation evaluation, int loss, List<Integer> steps, int step, int entry, double h) {
    double[] ahead = gradient(evaluation, loss, steps, step, entry, h);
    double[] behind = gradient(evaluation, loss, steps, step, entry, -h);
    double[] farAhead = gradient(evaluation, loss, steps, step, entry, 2 * h);
    double[] farBehind = gradient(evaluation, loss, steps, step, entry, -2 * h);
    double[] out = new double[ahead.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (8 * (ahead[i] - behind[i]) - (farAhead[i] - farBehind[i])) / (12 * h);
    }
    return out;
  }

  private static double[] gradient(
      Evaluation evaluation, int loss, List<Integer> steps, int step, int entry, double by) {
    Tensor value = evaluation.known(step);
    Tensor moved = value.plus(Tangents.unit(value, entry).times(by));
    Gradients gradients = Gradients.of(evaluation.moved(Map.of(step, moved)), loss);
    int size = 0;
    for (int each : steps) {
      size += evaluation.known(each).size();
    }
    double[] out = new double[size];
    int at = 0;
    for (int each : steps) {
      Tensor gradient = gradients.gradient(each);
      for (int i = 0; i < evaluation.known(each).size(); i++) {
        out[at++] = gradient == null ? 0 : gradient.at(i);
      }
    }
    return out;
  }
}
