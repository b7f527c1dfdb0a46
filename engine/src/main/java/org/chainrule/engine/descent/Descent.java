package org.chainrule.engine.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.train.Penalty;

/**
 * The way of gradient descent from where a graph stands, with every theta on it. It ends early
 * where a number is no longer finite.
 *
 * @param thetas the parameters before the first step, and after each
 * @param losses the loss over all examples at each of them
 * @param norms the length of the gradient that each step went by; one less than there are thetas
 * @param examples how many examples a step looks at
 */
public record Descent(
    List<double[]> thetas, List<Double> losses, List<Double> norms, int examples) {

  public Descent {
    thetas = List.copyOf(thetas);
    losses = List.copyOf(losses);
    norms = List.copyOf(norms);
  }

  /**
   * How to go.
   *
   * @param rate the learning rate
   * @param steps how many steps
   * @param batch how many examples each looks at; all of them where there are fewer
   * @param seed the order of the examples
   * @param form how a penalty enters a step
   */
  public record Settings(double rate, int steps, int batch, int seed, Penalty.Form form) {}

  /** Takes the steps. */
  public static Descent of(Objective objective, Settings settings) {
    int batch = Math.min(settings.batch(), objective.size());
    List<double[]> thetas = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    double[] theta = objective.start();
    thetas.add(theta);
    losses.add(objective.loss(theta));
    int[] order = objective.all();
    int next = order.length;
    int epoch = 0;
    for (int step = 0; step < settings.steps(); step++) {
      if (next + batch > order.length) {
        epoch++;
        next = 0;
        order = objective.all();
        new Generator(settings.seed(), epoch).shuffle(order);
      }
      int[] rows = Arrays.copyOfRange(order, next, next + batch);
      Arrays.sort(rows);
      next += batch;
      Objective.Slope slope = objective.slope(theta, rows);
      theta = moved(theta, slope, settings);
      double loss = objective.loss(theta);
      if (!Double.isFinite(loss)) {
        break;
      }
      norms.add(norm(slope.total()));
      thetas.add(theta);
      losses.add(loss);
    }
    return new Descent(thetas, losses, norms, batch);
  }

  /** One step: every parameter against its gradient. */
  static double[] moved(double[] theta, Objective.Slope slope, Settings settings) {
    double charge = settings.form() == Penalty.Form.UNSCALED ? 1 : settings.rate();
    double[] moved = theta.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= settings.rate() * slope.fit()[i] + charge * slope.penalty()[i];
    }
    return moved;
  }

  /** The numbers of theta, those that have moved farthest from the start first. */
  public List<Integer> farthest() {
    double[] first = thetas.get(0);
    double[] last = thetas.get(thetas.size() - 1);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> -Math.abs(last[i] - first[i])));
    return order;
  }

  private static double norm(double[] numbers) {
    double squares = 0;
    for (double number : numbers) {
      squares += number * number;
    }
    return Math.sqrt(squares);
  }

  /** {@code {"thetas": [[...]], "losses": [...], "norms": [...], "examples"}}. */
  public void write(JsonWriter out) {
    out.beginObject().key("thetas").beginArray();
    thetas.forEach(theta -> Curve.numbers(out, theta));
    out.endArray().key("losses").beginArray();
    losses.forEach(out::value);
    out.endArray().key("norms").beginArray();
    norms.forEach(out::value);
    out.endArray().key("examples").value(examples).endObject();
  }
}
