package org.chainrule.spark;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep tries: every learning rate with every lambda, every width and every seed. An empty
 * list leaves the job's own.
 *
 * @param layer the label of the layer whose width is changed; null for the first
 */
public record Grid(
    List<Double> rates,
    List<Double> lambdas,
    List<Integer> widths,
    List<Integer> seeds,
    @Nullable String layer) {

  /** Trials at most. */
  public static final int MOST = 10_000;

  public Grid {
    rates = List.copyOf(rates);
    lambdas = List.copyOf(lambdas);
    widths = List.copyOf(widths);
    seeds = List.copyOf(seeds);
    long count = 1;
    for (List<?> axis : List.of(rates, lambdas, widths, seeds)) {
      count = Math.min(MOST + 1L, count * Math.max(1, axis.size()));
    }
    if (count > MOST) {
      throw new IllegalArgumentException(
          "The sweep has more than " + MOST + " trials; leave some values out.");
    }
  }

  /** Every combination, the seed changing fastest. */
  List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (Double rate : orOwn(rates)) {
      for (Double lambda : orOwn(lambdas)) {
        for (Integer width : orOwn(widths)) {
          for (Integer seed : orOwn(seeds)) {
            trials.add(new Trial(rate, lambda, width, seed, layer));
          }
        }
      }
    }
    return trials;
  }

  private static <T> List<@Nullable T> orOwn(List<T> values) {
    List<@Nullable T> out = new ArrayList<>(values);
    if (out.isEmpty()) {
      out.add(null);
    }
    return out;
  }
}
