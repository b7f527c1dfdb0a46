package org.chainrule.engine.train;

import java.util.List;
import java.util.function.DoubleFunction;
import org.chainrule.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** THE list of optimizers. */
public final class Optimizers {

  /**
   * How an optimizer presents itself.
   *
   * @param name the word in settings
   * @param label what a form calls it
   * @param formula its step in TeX
   * @param learningRate a learning rate to begin with
   */
  public record Kind(
      String name,
      String label,
      String formula,
      double learningRate,
      DoubleFunction<Optimizer> create) {}

  private static final List<Kind> ALL =
      List.of(
          new Kind(
              "sgd", "Gradient descent", "\\theta \\leftarrow \\theta - \\eta g", 0.05, Sgd::new),
          new Kind(
              "momentum",
              "Momentum",
              "v \\leftarrow 0.9 v + g, \\quad \\theta \\leftarrow \\theta - \\eta v",
              0.01,
              Momentum::new),
          new Kind(
              "nesterov",
              "Nesterov momentum",
              "v \\leftarrow 0.9 v + g, \\quad \\theta \\leftarrow \\theta - \\eta (g + 0.9 v)",
              0.01,
              Nesterov::new),
          new Kind(
              "adam",
              "Adam",
              "\\theta \\leftarrow \\theta - \\eta \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\varepsilon}",
              0.001,
              Adam::new),
          new Kind(
              "adamw",
              "AdamW",
              "\\theta \\leftarrow (1 - 0.01 \\eta) \\theta - \\eta \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\varepsilon}",
              0.001,
              AdamW::new));

  private Optimizers() {}

  /** Every optimizer, in the order of the menu. */
  public static List<Kind> all() {
    return ALL;
  }

  /** The optimizer of that name, or null. */
  public static @Nullable Kind named(String name) {
    for (Kind kind : ALL) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return null;
  }

  /** The list as JSON: name, label, formula and learningRate. */
  public static String json() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Kind kind : ALL) {
      out.beginObject().key("name").value(kind.name()).key("label").value(kind.label());
      out.key("formula").value(kind.formula());
      out.key("learningRate").value(kind.learningRate()).endObject();
    }
    return out.endArray().toString();
  }
}
