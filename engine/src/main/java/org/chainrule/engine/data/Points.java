package org.chainrule.engine.data;

import java.util.List;
import org.chainrule.engine.data.Frame.Variable;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Generator;

/** Collects points of the plane or of a curve, each strayed a little from its place. */
final class Points {
  private static final List<String> LETTERS = List.of("A", "B", "C", "D", "E");

  private final Generator random;
  private final double noise;
  private final double[] x1;
  private final double[] x2;
  private final double[] y;
  private int count;

  /** Room for the points of a data set; {@code stream} tells its random numbers from another's. */
  Points(Settings settings, String stream) {
    int size = settings.integer("size");
    random = new Generator(settings.integer("seed"), stream);
    noise = settings.number("noise");
    x1 = new double[size];
    x2 = new double[size];
    y = new double[size];
  }

  int size() {
    return y.length;
  }

  Generator random() {
    return random;
  }

  /** A number between two bounds. */
  double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** A draw from a normal distribution as wide as the noise. */
  double stray() {
    return noise * random.nextGaussian();
  }

  /** Adds a point with its class or value; it strays along both axes. */
  void strayed(double a, double b, double label) {
    add(a + stray(), b + stray(), label);
  }

  /** Adds a point where it stands. */
  void add(double a, double b, double label) {
    x1[count] = a;
    x2[count] = b;
    y[count++] = label;
  }

  Frame classes(int number) {
    return new Frame(
        List.of(
            Variable.input("x1"),
            Variable.input("x2"),
            new Variable("y", true, LETTERS.subList(0, number))),
        List.of(x1, x2, y));
  }

  Frame plane() {
    return new Frame(
        List.of(Variable.input("x1"), Variable.input("x2"), Variable.target("y")),
        List.of(x1, x2, y));
  }

  Frame curve() {
    return new Frame(List.of(Variable.input("x"), Variable.target("y")), List.of(x1, y));
  }
}
