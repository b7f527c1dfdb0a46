package org.chainrule.engine.data;

import java.util.List;
import org.chainrule.engine.data.Frame.Variable;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;

/**
 * Four tables with the same means, variances and regression line, and nothing else in common.
 * Anscombe 1973, "Graphs in Statistical Analysis", The American Statistician 27.
 */
final class Anscombe {
  static final Datasets.Kind KIND =
      new Datasets.Kind(
          "anscombe",
          "Anscombe's quartet",
          Datasets.Task.CURVE,
          "Four tables of eleven points that share one regression line and look nothing alike.",
          List.of(Setting.choice("table", "Table", "Which of the four.", "I", "II", "III", "IV")),
          Anscombe::table);

  private static final double[] X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  private static final double[] X4 = {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8};
  private static final double[] Y1 = {
    8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68
  };
  private static final double[] Y2 = {
    9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74
  };
  private static final double[] Y3 = {
    7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73
  };
  private static final double[] Y4 = {
    6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89
  };

  private Anscombe() {}

  private static Frame table(Settings settings) {
    String table = settings.choice("table");
    double[] y =
        switch (table) {
          case "II" -> Y2;
          case "III" -> Y3;
          case "IV" -> Y4;
          default -> Y1;
        };
    return new Frame(
        List.of(Variable.input("x"), Variable.target("y")),
        List.of(table.equals("IV") ? X4 : X, y));
  }
}
