package org.chainrule.engine.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One derivative found three ways: backward by the chain rule, by nudging the value up and down,
 * and forward by the chain rule. Where a kink lies within the nudge the second way answers for
 * nothing, and the steps at which it was met are named.
 *
 * @param step the step whose value is nudged
 * @param entry which of its numbers, row-major
 * @param value that number
 * @param nudge how far it is nudged
 * @param analytic the derivative of the loss by reverse mode
 * @param difference by a central difference of fourth order
 * @param forward by forward mode
 * @param kinks the steps at which a kink lies within the nudge, in topological order
 */
public record GraphCheck(
    int step,
    int entry,
    double value,
    double nudge,
    double analytic,
    double difference,
    double forward,
    List<Integer> kinks) {

  /** What the three say together. */
  public enum Verdict {
    /** All three agree. */
    AGREES,
    /** A kink lies within the nudge; reverse and forward mode follow the convention there. */
    KINK,
    /** They disagree, and no kink excuses it. */
    DIFFERS,
    /** One of them is no finite number. */
    NON_FINITE
  }

  /** The relative error below which two derivatives count as the same. */
  public static final double TOLERANCE = 1e-6;

  private static final double NUDGE = 1e-4;
  private static final double FLOOR = 0.05;
  private static final int FINER = 16;

  public GraphCheck {
    kinks = List.copyOf(kinks);
  }

  /**
   * Checks the derivative of a loss with respect to one entry of a step.
   *
   * @return null where the step or the loss has no value
   * @throws IndexOutOfBoundsException where the step has no such entry
   */
  public static @Nullable GraphCheck of(Evaluation evaluation, int loss, int step, int entry) {
    Tensor value = evaluation.value(step);
    if (value == null || loss < 0 || evaluation.value(loss) == null) {
      return null;
    }
    if (entry < 0 || entry >= value.size()) {
      throw new IndexOutOfBoundsException(
          "expected an entry from 0 to " + (value.size() - 1) + ", got " + entry);
    }
    double h = NUDGE * Math.max(FLOOR, Math.abs(value.at(entry)));
    Tensor unit = Tangents.unit(value, entry);
    Tensor reverse = Gradients.of(evaluation, loss).gradient(step);
    Tensor forward = Tangents.of(evaluation, Map.of(step, unit)).tangent(loss);
    Evaluation ahead = nudged(evaluation, step, unit, h);
    Evaluation behind = nudged(evaluation, step, unit, -h);
    Evaluation farAhead = nudged(evaluation, step, unit, 2 * h);
    Evaluation farBehind = nudged(evaluation, step, unit, -2 * h);
    double near = ahead.known(loss).item() - behind.known(loss).item();
    double far = farAhead.known(loss).item() - farBehind.known(loss).item();
    Kinks kinks =
        new Kinks(
            evaluation,
            farBehind,
            farAhead,
            nudged(evaluation, step, unit, -2 * h / FINER),
            nudged(evaluation, step, unit, 2 * h / FINER),
            2 * h);
    return new GraphCheck(
        step,
        entry,
        value.at(entry),
        h,
        reverse == null ? 0 : reverse.at(entry),
        (8 * near - far) / (12 * h),
        forward == null ? 0 : forward.item(),
        kinks.steps(step, loss));
  }

  private static Evaluation nudged(Evaluation evaluation, int step, Tensor unit, double by) {
    return evaluation.moved(Map.of(step, evaluation.known(step).plus(unit.times(by))));
  }

  /** The difference of reverse mode and nudging, relative to their size. */
  public double error() {
    return Math.abs(analytic - difference) / scale();
  }

  private double scale() {
    return Math.max(1e-3, Math.max(Math.abs(analytic), Math.abs(difference)));
  }

  /** What the three say together. */
  public Verdict verdict() {
    if (!Double.isFinite(analytic) || !Double.isFinite(difference) || !Double.isFinite(forward)) {
      return Verdict.NON_FINITE;
    }
    boolean modes = Math.abs(analytic - forward) <= TOLERANCE * scale();
    if (modes && error() <= TOLERANCE) {
      return Verdict.AGREES;
    }
    return modes && !kinks.isEmpty() ? Verdict.KINK : Verdict.DIFFERS;
  }

  /**
   * Where a kink lies within the nudge. A smooth curve's slopes to the left and to the right differ
   * in proportion to the nudge; at a kink they differ however small it is, and beside one they
   * differ only until the nudge no longer reaches it.
   */
  private record Kinks(
      Evaluation at,
      Evaluation left,
      Evaluation right,
      Evaluation finerLeft,
      Evaluation finerRight,
      double h) {

    /** The steps from one to another that have a kink of their own, not one of their inputs'. */
    List<Integer> steps(int from, int to) {
      boolean[] bent = new boolean[to + 1];
      List<Integer> found = new ArrayList<>();
      for (int i = from + 1; i <= to; i++) {
        Plan.Step step = at.plan().steps().get(i);
        Tensor value = at.value(i);
        boolean inherited = false;
        for (int input : step.inputs()) {
          inherited |= bent[input];
        }
        if (value != null && value != right.value(i)) {
          bent[i] = inherited || bends(i, value);
          if (bent[i] && !inherited) {
            found.add(i);
          }
        }
      }
      return found;
    }

    private boolean bends(int index, Tensor value) {
      for (int i = 0; i < value.size(); i++) {
        double gap = gap(left.known(index).at(i), value.at(i), right.known(index).at(i), h);
        double finer =
            gap(
                finerLeft.known(index).at(i),
                value.at(i),
                finerRight.known(index).at(i),
                h / FINER);
        double slope = Math.abs(right.known(index).at(i) - left.known(index).at(i)) / (2 * h);
        double noise = 1e-5 * Math.max(slope, 1e-3) + 1e-15 / h * FINER * Math.abs(value.at(i));
        if (gap > noise && !(gap < 2 * FINER * finer && gap > FINER / 2.0 * finer)) {
          return true;
        }
      }
      return false;
    }

    private static double gap(double left, double at, double right, double h) {
      return Math.abs((right - at) / h - (at - left) / h);
    }
  }
}
