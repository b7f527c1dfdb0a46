package org.chainrule.engine.train;

import java.util.List;
import java.util.function.Function;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.SettingsJson;
import org.jspecify.annotations.Nullable;

/** THE list of learning-rate schedules; the first is what a run has unless it says otherwise. */
public final class Schedules {

  /**
   * How a schedule presents itself.
   *
   * @param name the word in settings
   * @param label what a form calls it
   * @param formula the learning rate at step t in TeX
   * @param settings what can be set
   */
  public record Kind(
      String name,
      String label,
      String formula,
      List<Setting> settings,
      Function<Settings, Schedule> factory) {

    public Kind {
      settings = List.copyOf(settings);
    }
  }

  private static final List<Kind> ALL =
      List.of(Constant.KIND, Steps.KIND, Exponential.KIND, Cosine.KIND, WarmUp.KIND);

  private Schedules() {}

  /** Every schedule, in the order of the menu. */
  public static List<Kind> all() {
    return ALL;
  }

  /** The schedule of that name, or null. */
  public static @Nullable Kind named(String name) {
    for (Kind kind : ALL) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return null;
  }

  /** The list as JSON: name, label, formula and settings. */
  public static String json() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Kind kind : ALL) {
      out.beginObject().key("name").value(kind.name()).key("label").value(kind.label());
      out.key("formula").value(kind.formula());
      SettingsJson.declare(out.key("settings"), kind.settings());
      out.endObject();
    }
    return out.endArray().toString();
  }
}
