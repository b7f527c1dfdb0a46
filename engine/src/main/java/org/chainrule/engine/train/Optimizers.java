package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.SettingsJson;
import org.jspecify.annotations.Nullable;

/** THE list of optimizers. */
public final class Optimizers {

  /** Makes an optimizer. */
  public interface Factory {

    /**
     * An optimizer that has not taken a step.
     *
     * @param settings those that its kind declares
     * @param count how many parameters there are
     */
    Optimizer create(Settings settings, int count);
  }

  /**
   * How an optimizer presents itself.
   *
   * @param name the word in settings
   * @param label what a form calls it
   * @param formula its step in TeX
   * @param learningRate a learning rate to begin with
   * @param settings what else can be set
   */
  public record Kind(
      String name,
      String label,
      String formula,
      double learningRate,
      List<Setting> settings,
      Factory factory) {

    public Kind {
      settings = List.copyOf(settings);
    }
  }

  private static final List<Kind> ALL =
      List.of(
          Sgd.KIND,
          Momentum.KIND,
          Nesterov.KIND,
          AdaGrad.KIND,
          RmsProp.KIND,
          Adam.KIND,
          AdamW.KIND);

  private Optimizers() {}

  static Setting epsilon(double initial) {
    return Setting.number(
        "epsilon", "Guard ε", initial, 1e-30, 1, "Keeps the divisor away from 0.");
  }

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

  /** The list as JSON: name, label, formula, learningRate and settings. */
  public static String json() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Kind kind : ALL) {
      out.beginObject().key("name").value(kind.name()).key("label").value(kind.label());
      out.key("formula").value(kind.formula());
      out.key("learningRate").value(kind.learningRate());
      SettingsJson.declare(out.key("settings"), kind.settings());
      out.endObject();
    }
    return out.endArray().toString();
  }
}
