package org.chainrule.engine.lab;

import org.chainrule.engine.json.JsonWriter;

/**
 * How often values of each size occur.
 *
 * @param least the lower end of the first bin
 * @param most the upper end of the last
 * @param counts how many values fall into each bin
 * @param units how many values an example has
 * @param silent how many of them are the same for every example
 */
record Histogram(float least, float most, int[] counts, int units, int silent) {

  /**
   * Counts values.
   *
   * @param values the units of each example, one example after the other
   */
  static Histogram of(float[] values, int units, int bins) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      if (value - value == 0) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    int[] counts = new int[bins];
    double width = most > least ? ((double) most - least) / bins : 1;
    for (float value : values) {
      if (value - value == 0) {
        counts[(int) Math.min(bins - 1, (value - least) / width)]++;
      }
    }
    int silent = 0;
    for (int unit = 0; unit < units && values.length > units; unit++) {
      boolean same = true;
      for (int i = unit; i < values.length && same; i += units) {
        same = values[i] == values[unit];
      }
      silent += same ? 1 : 0;
    }
    return new Histogram(least, most, counts, units, silent);
  }

  void write(JsonWriter out) {
    out.key("least").value(least).key("most").value(most).key("counts").beginArray();
    for (int count : counts) {
      out.value(count);
    }
    out.endArray().key("units").value(units).key("silent").value(silent);
  }
}
