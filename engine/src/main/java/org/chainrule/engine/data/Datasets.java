package org.chainrule.engine.data;

import java.util.List;
import java.util.function.Function;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.SettingsJson;
import org.jspecify.annotations.Nullable;

/** THE list of data sets that can be generated. Equal settings give equal bits everywhere. */
public final class Datasets {

  /** What can be asked of a data set. */
  public enum Task {
    /** Points of the plane in two classes or more. */
    PLANE_CLASSES,
    /** A quantity at each point of the plane. */
    PLANE_REGRESSION,
    /** A quantity over one axis. */
    CURVE,
    /** A table with more columns. */
    TABLE
  }

  /**
   * How a data set presents itself.
   *
   * @param id a short word
   * @param label what the menu calls it
   * @param summary what there is to learn, as a sentence
   * @param settings what can be set
   */
  public record Kind(
      String id,
      String label,
      Task task,
      String summary,
      List<Setting> settings,
      Function<Settings, Frame> factory) {

    public Kind {
      settings = List.copyOf(settings);
    }
  }

  private static final List<Kind> ALL =
      List.of(
          Circle.KIND,
          Xor.KIND,
          Gauss.KIND,
          Spiral.KIND,
          Moons.KIND,
          Clusters.KIND,
          LinearPlane.KIND,
          GaussPlane.KIND,
          SineCurve.KIND,
          StepCurve.KIND,
          PolynomialCurve.KIND,
          Anscombe.KIND);

  private Datasets() {}

  /** Every data set, in the order of the menu. */
  public static List<Kind> all() {
    return ALL;
  }

  /** The data set of that id, or null. */
  public static @Nullable Kind named(String id) {
    for (Kind kind : ALL) {
      if (kind.id().equals(id)) {
        return kind;
      }
    }
    return null;
  }

  static List<Setting> settings(int size, double noise) {
    return List.of(
        Setting.integer("size", "Examples", size, 4, 10_000, "How many examples there are."),
        Setting.number("noise", "Noise", noise, 0, 1, "How far points stray from the pattern."),
        Setting.integer(
            "seed", "Seed", 1, 0, Integer.MAX_VALUE, "Which random numbers are drawn."));
  }

  /** The list as JSON: id, label, task, summary and settings. */
  public static String json() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Kind kind : ALL) {
      out.beginObject().key("id").value(kind.id()).key("label").value(kind.label());
      out.key("task")
          .value(
              switch (kind.task()) {
                case PLANE_CLASSES -> "plane_classes";
                case PLANE_REGRESSION -> "plane_regression";
                case CURVE -> "curve";
                case TABLE -> "table";
              });
      out.key("summary").value(kind.summary());
      SettingsJson.declare(out.key("settings"), kind.settings());
      out.endObject();
    }
    return out.endArray().toString();
  }
}
