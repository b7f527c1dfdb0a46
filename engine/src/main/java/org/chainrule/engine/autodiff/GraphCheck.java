package org.chainrule.engine.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.engine.json.JsonWriter;
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
            new Nudges(farBehind, farAhead, 2 * h),
            around(evaluation, step, unit, 2 * h / FINER),
            around(evaluation, step, unit, 2 * h / FINER / FINER));
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

  private static Nudges around(Evaluation evaluation, int step, Tensor unit, double h) {
    return new Nudges(nudged(evaluation, step, unit, -h), nudged(evaluation, step, unit, h), h);
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

  /** All of it as JSON; nodes by their index. */
  public String json(Plan plan) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("node").value(plan.steps().get(step).index());
    out.key("entry").value(entry).key("value").value(value).key("nudge").value(nudge);
    out.key("analytic").value(analytic).key("difference").value(difference);
    out.key("forward").value(forward).key("error").value(error());
    out.key("verdict").value(verdict().name().toLowerCase(Locale.ROOT));
    out.key("kinks").beginArray();
    kinks.forEach(kink -> out.value(plan.steps().get(kink).index()));
    return out.endArray().endObject().toString();
  }

  /** Runs a step to either side. */
  private record Nudges(Evaluation left, Evaluation right, double h) {

    double slope(int index, int entry) {
      return (right.known(index).at(entry) - left.known(index).at(entry)) / (2 * h);
    }

    /** By how much the slopes to the right and to the left differ. */
    double gap(int index, int entry, double value) {
      double ahead = (right.known(index).at(entry) - value) / h;
      double behind = (value - left.known(index).at(entry)) / h;
      return Math.abs(ahead - behind);
    }
  }

  /** Where a kink lies within the nudge, told by what happens as the nudge shrinks. */
  private record Kinks(Evaluation at, Nudges wide, Nudges fine, Nudges finest) {

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
        if (value != null && value != wide.right().value(i)) {
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
        double slope = Math.abs(wide.slope(index, i));
        double rounding = 1e-15 * Math.abs(value.at(i));
        double noise = 1e-5 * Math.max(slope, 1e-3) + rounding / fine.h();
        if (corner(index, i, value.at(i), noise)
            || jump(index, i, noise)
            || turn(index, i, rounding / finest.h())) {
          return true;
        }
      }
      return false;
    }

    /**
     * A smooth curve's slopes to either side differ in proportion to the nudge; at a corner they
     * differ however small it is, and beside one only until the nudge no longer reaches it.
     */
    private boolean corner(int index, int entry, double value, double noise) {
      double gap = wide.gap(index, entry, value);
      double finer = fine.gap(index, entry, value);
      return gap > noise && !(gap < 2 * FINER * finer && gap > FINER / 2.0 * finer);
    }

    /** At a jump the slope across it grows as the nudge shrinks. */
    private boolean jump(int index, int entry, double noise) {
      double slope = wide.slope(index, entry);
      double finer = fine.slope(index, entry);
      double size = Math.max(Math.abs(slope), Math.abs(finer));
      return Math.abs(slope - finer) > noise + 1e-3 * size;
    }

    /**
     * Where the curvature jumps and the slope does not, as between the two parts of Huber's loss, a
     * central difference is off by the nudge, not by its square.
     */
    private boolean turn(int index, int entry, double noise) {
      double change = Math.abs(wide.slope(index, entry) - fine.slope(index, entry));
      double finer = Math.abs(fine.slope(index, entry) - finest.slope(index, entry));
      double threshold = change / (4 * FINER);
      return threshold > 4 * noise && finer > threshold;
    }
  }
}
