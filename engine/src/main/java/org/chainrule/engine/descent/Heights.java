package org.chainrule.engine.descent;

import java.util.List;
import org.chainrule.engine.json.JsonWriter;

/**
 * The loss over two parameters, all others held, on a grid.
 *
 * @param across the least and greatest value of the first parameter
 * @param up those of the second
 * @param cells places along each axis, the bounds among them
 * @param losses row by row, from the least value of the second parameter on
 */
public record Heights(double[] across, double[] up, int cells, double[] losses) {

  /** So many heights are told apart. */
  private static final int LEVELS = 14;

  /** Near enough to see the way. */
  private static final double REACH = 0.2;

  /** The map around a place, in which the ways are seen as far as they are near. */
  public static Heights of(
      Objective objective, List<Descent> ways, double[] theta, int first, int second, int cells) {
    double[] across = Range.of(ways, theta, theta[first], first, REACH);
    double[] up = Range.of(ways, theta, theta[second], second, REACH);
    double[] losses = new double[cells * cells];
    for (int i = 0; i < losses.length; i++) {
      double a = across[0] + (across[1] - across[0]) * (i % cells) / (cells - 1);
      double b = up[0] + (up[1] - up[0]) * (i / cells) / (cells - 1);
      losses[i] = objective.loss(Curve.with(Curve.with(theta, first, a), second, b));
    }
    return new Heights(across, up, cells, losses);
  }

  /** The heights of the lines: close together at the bottom, where a descent ends. */
  public double[] levels() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double loss : losses) {
      if (Double.isFinite(loss)) {
        least = Math.min(least, loss);
        most = Math.max(most, loss);
      }
    }
    double[] levels = new double[most > least ? LEVELS : 0];
    for (int i = 0; i < levels.length; i++) {
      double part = (i + 0.5) / LEVELS;
      levels[i] = least + (most - least) * part * part;
    }
    return levels;
  }

  /** {@code {"across", "up", "cells", "losses", "levels"}}; where a loss is not finite, null. */
  public String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    Curve.numbers(out.key("across"), across);
    Curve.numbers(out.key("up"), up);
    out.key("cells").value(cells);
    Curve.numbers(out.key("losses"), losses);
    Curve.numbers(out.key("levels"), levels());
    return out.endObject().toString();
  }
}
