package org.chainrule.engine.autodiff;

import java.util.Map;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one step when a number of another is changed: what the slope predicts to first
 * order, and what really happens.
 *
 * @param value the number before the change
 * @param delta by how much it is changed
 * @param slope the derivative of the observed step with respect to it
 * @param before the observed step before the change
 * @param after the observed step after the change
 */
public record Nudge(double value, double delta, double slope, double before, double after) {
  /** A curve has so many places, the number itself in the middle. */
  private static final int PLACES = 61;

  /** How far a curve reaches to either side, in steps; at least a part of the number's size. */
  private static final double REACH = 2.5;

  private static final double PART = 0.5;

  /**
   * Changes one number and runs again what depends on it.
   *
   * @param step the step that is changed, whatever feeds it
   * @param entry which of its numbers, row-major
   * @param of the step that is observed; it holds one number
   * @param delta by how much the number is changed
   * @return null where one of the two has no value, there is no such entry, or the observed step
   *     holds more than one number
   */
  public static @Nullable Nudge of(
      Evaluation evaluation, int step, int entry, int of, double delta) {
    Tensor own = step < 0 ? null : evaluation.value(step);
    Tensor observed = of < 0 ? null : evaluation.value(of);
    if (own == null
        || observed == null
        || observed.size() != 1
        || entry < 0
        || entry >= own.size()) {
      return null;
    }
    Tensor slopes = of < step ? null : Gradients.of(evaluation, of).gradient(step);
    double slope = slopes == null ? 0 : slopes.at(entry);
    double after = at(evaluation, step, entry, of, delta);
    return new Nudge(own.at(entry), delta, slope, observed.at(0), after);
  }

  private static double at(Evaluation evaluation, int step, int entry, int of, double delta) {
    if (delta == 0) {
      return evaluation.known(of).at(0);
    }
    Tensor own = evaluation.known(step);
    Tensor moved = own.plus(Tangents.unit(own, entry).times(delta));
    return evaluation.moved(Map.of(step, moved)).known(of).at(0);
  }

  /** By how much the observed step really changes. */
  public double change() {
    return after - before;
  }

  /** By how much it changes to first order: the slope times the step. */
  public double predicted() {
    return slope * delta + 0.0;
  }

  /**
   * The observed step as a function of the changed number, at evenly spaced places around its
   * value. The arguments are those of {@link #of}, for which there is a nudge.
   *
   * @return the places, then the values there
   */
  public static double[][] curve(Evaluation evaluation, int step, int entry, int of, double delta) {
    double[] places = new double[PLACES];
    double[] values = new double[PLACES];
    double middle = evaluation.known(step).at(entry);
    double reach = Math.max(REACH * Math.abs(delta), PART * Math.max(1, Math.abs(middle)));
    for (int i = 0; i < PLACES; i++) {
      double by = reach * (2.0 * i / (PLACES - 1) - 1);
      places[i] = middle + by;
      values[i] = at(evaluation, step, entry, of, by);
    }
    return new double[][] {places, values};
  }

  /** All of it, with the curve, as JSON; the arguments are those of {@link #of}. */
  public String json(Evaluation evaluation, int step, int entry, int of) {
    double[][] curve = curve(evaluation, step, entry, of, delta);
    JsonWriter out = new JsonWriter();
    out.beginObject().key("value").value(value).key("delta").value(delta);
    out.key("slope").value(slope).key("before").value(before).key("after").value(after);
    out.key("change").value(change()).key("predicted").value(predicted());
    out.key("difference").value(change() - predicted());
    numbers(out.key("places"), curve[0]);
    numbers(out.key("values"), curve[1]);
    double[] tangent = new double[curve[0].length];
    for (int i = 0; i < tangent.length; i++) {
      tangent[i] = before + slope * (curve[0][i] - value);
    }
    numbers(out.key("tangent"), tangent);
    return out.endObject().toString();
  }

  private static void numbers(JsonWriter out, double[] numbers) {
    out.beginArray();
    for (double number : numbers) {
      out.value(number);
    }
    out.endArray();
  }
}
