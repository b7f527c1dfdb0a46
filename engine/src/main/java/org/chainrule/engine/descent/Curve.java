package org.chainrule.engine.descent;

import java.util.List;
import org.chainrule.engine.json.JsonWriter;

/**
 * The loss along one parameter, all others held, around a place: the curve, its tangent, the
 * parabola that bends as it does, and where the next step leads along it.
 *
 * @param at the parameter at the place
 * @param loss the loss there
 * @param slope the derivative there
 * @param curvature the second derivative there
 * @param next the parameter after one step of gradient descent over all examples
 * @param nextLoss the loss where this parameter alone has made that step
 * @param places values of the parameter
 * @param losses the loss at each
 */
public record Curve(
    double at,
    double loss,
    double slope,
    double curvature,
    double next,
    double nextLoss,
    double[] places,
    double[] losses) {
  private static final int PLACES = 81;

  /** Far enough to see how it bends. */
  private static final double REACH = 0.6;

  /**
   * The curve through a place.
   *
   * @param ways descents that shall be seen as far as they are near
   * @param index which of the numbers
   */
  public static Curve of(
      Objective objective,
      List<Descent> ways,
      double[] theta,
      int index,
      Descent.Settings settings) {
    Objective.Slope slope = objective.slope(theta, objective.all());
    double next = Descent.moved(theta, slope, settings)[index];
    double[] range = Range.of(ways, theta, next, index, REACH);
    double[] places = new double[PLACES];
    double[] losses = new double[PLACES];
    for (int i = 0; i < PLACES; i++) {
      places[i] = range[0] + (range[1] - range[0]) * i / (PLACES - 1);
      losses[i] = objective.loss(with(theta, index, places[i]));
    }
    return new Curve(
        theta[index],
        objective.loss(theta),
        slope.total()[index],
        objective.curvature(theta, index),
        next,
        objective.loss(with(theta, index, next)),
        places,
        losses);
  }

  static double[] with(double[] theta, int index, double number) {
    double[] other = theta.clone();
    other[index] = number;
    return other;
  }

  static void numbers(JsonWriter out, double[] numbers) {
    out.beginArray();
    for (double number : numbers) {
      out.value(number);
    }
    out.endArray();
  }

  /** All of it as JSON, with the tangent and the parabola at each place. */
  public String json() {
    double[] tangent = new double[places.length];
    double[] parabola = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      double way = places[i] - at;
      tangent[i] = loss + slope * way;
      parabola[i] = tangent[i] + curvature * way * way / 2;
    }
    JsonWriter out = new JsonWriter();
    out.beginObject().key("at").value(at).key("loss").value(loss).key("slope").value(slope);
    out.key("curvature").value(curvature).key("next").value(next);
    out.key("nextLoss").value(nextLoss);
    numbers(out.key("places"), places);
    numbers(out.key("losses"), losses);
    numbers(out.key("tangent"), tangent);
    numbers(out.key("parabola"), parabola);
    return out.endObject().toString();
  }
}
