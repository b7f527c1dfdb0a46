package org.chainrule.engine.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.data.Frame.Variable;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonException;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.SettingsJson;
import org.jspecify.annotations.Nullable;

/**
 * Data ready to train on: a data set of THE list or a person's own table, dealt out and, where it
 * is asked for, standardized. As JSON:
 *
 * <pre>
 * {"source": "spiral", "settings": {"size": 300, "noise": 0.05, "seed": 1},
 *  "validation": 0, "test": 0.3, "splitSeed": 1, "standardize": false}
 * {"source": "own", "variables": [{"name": "x1"}, {"name": "y", "label": true,
 *  "classes": ["A", "B"]}], "rows": [[0.5, 1], [-2, 0]]}
 * {"source": "images", "images": "AAAIAw...", "labels": "AAAIAQ..."}
 * </pre>
 *
 * @param raw the numbers as they came
 * @param frame the numbers to train on
 * @param split who is trained on
 * @param scaling what lies between the two, or null where they are the same
 */
public record Prepared(Frame raw, Frame frame, Split split, @Nullable Scaling scaling) {

  /** The source of a person's own table. */
  public static final String OWN = "own";

  private static final List<Setting> PLAIN =
      List.of(
          Setting.number("validation", "Validation", 0, 0, 0.9, ""),
          Setting.number("test", "Test", 0, 0, 0.9, ""),
          Setting.integer("splitSeed", "Seed of the split", 1, 0, Integer.MAX_VALUE, ""));

  /**
   * Reads and makes what the JSON asks for.
   *
   * @throws DataException where it asks for something that there is not
   */
  public static Prepared read(String json) throws DataException {
    Json value;
    try {
      value = JsonReader.read(json);
    } catch (JsonException e) {
      throw new DataException(String.valueOf(e.getMessage()));
    }
    if (!(value instanceof Json.Obj object)) {
      throw new DataException("The data must be an object, not " + value.kind() + ".");
    }
    Map<String, Json> given = object.members();
    List<String> faults = new ArrayList<>();
    Settings plain =
        SettingsJson.read(
            PLAIN,
            given,
            "the data",
            List.of(
                "source",
                "settings",
                "variables",
                "rows",
                "standardize",
                "images",
                "labels",
                "taken",
                "of",
                "height",
                "width"),
            faults);
    if (plain.number("validation") + plain.number("test") > 0.95) {
      faults.add("Validation and test take every example; leave some to train on.");
    }
    if (!faults.isEmpty()) {
      throw new DataException(faults);
    }
    Frame raw = frame(given);
    Split split =
        Split.of(
            raw.size(),
            plain.number("validation"),
            plain.number("test"),
            plain.integer("splitSeed"));
    if (given.get("standardize") instanceof Json.Bool standardize && standardize.value()) {
      Scaling scaling = Scaling.of(raw, split.train());
      return new Prepared(raw, scaling.apply(raw), split, scaling);
    }
    return new Prepared(raw, raw, split, null);
  }

  private static Frame frame(Map<String, Json> given) throws DataException {
    String source = given.get("source") instanceof Json.Str name ? name.value() : "";
    if (source.equals(OWN)) {
      return own(given);
    }
    if (source.equals(ImageTable.SOURCE)) {
      return ImageTable.frame(given);
    }
    Datasets.Kind kind = Datasets.named(source);
    if (kind == null) {
      throw new DataException("There is no data set called \"" + source + "\".");
    }
    List<String> faults = new ArrayList<>();
    Map<String, Json> settings =
        given.get("settings") instanceof Json.Obj object ? object.members() : Map.of();
    Settings read = SettingsJson.read(kind.settings(), settings, kind.label(), List.of(), faults);
    if (!faults.isEmpty()) {
      throw new DataException(faults);
    }
    return kind.factory().apply(read);
  }

  private static Frame own(Map<String, Json> given) throws DataException {
    List<Variable> variables = new ArrayList<>();
    if (given.get("variables") instanceof Json.Arr list) {
      for (Json item : list.items()) {
        if (item instanceof Json.Obj object) {
          variables.add(variable(object.members(), variables.size()));
        }
      }
    }
    List<Json> rows = given.get("rows") instanceof Json.Arr list ? list.items() : List.of();
    if (variables.isEmpty() || rows.isEmpty()) {
      throw new DataException("The table holds no examples; add some.");
    }
    if (rows.size() > Frame.MAX_ROWS || (long) rows.size() * variables.size() > Frame.MAX_CELLS) {
      throw new DataException(
          "The table has more than "
              + Frame.MAX_ROWS
              + " rows or "
              + Frame.MAX_CELLS
              + " cells; take a part of it.");
    }
    List<double[]> values = new ArrayList<>();
    variables.forEach(variable -> values.add(new double[rows.size()]));
    for (int row = 0; row < rows.size(); row++) {
      List<Json> cells = rows.get(row) instanceof Json.Arr list ? list.items() : List.of();
      for (int i = 0; i < variables.size(); i++) {
        int classes = variables.get(i).classes().size();
        boolean fits =
            cells.size() == variables.size()
                && cells.get(i) instanceof Json.Num num
                && (classes == 0
                    || num.value() >= 0
                        && num.value() < classes
                        && num.value() == Math.floor(num.value()));
        if (!fits) {
          throw new DataException(
              "Row " + (row + 1) + " has no fit number for " + variables.get(i).name() + ".");
        }
        values.get(i)[row] = ((Json.Num) cells.get(i)).value();
      }
    }
    return new Frame(variables, values);
  }

  private static Variable variable(Map<String, Json> given, int index) {
    String name = given.get("name") instanceof Json.Str text ? text.value() : "x" + (index + 1);
    boolean label = given.get("label") instanceof Json.Bool flag && flag.value();
    List<String> classes = new ArrayList<>();
    if (given.get("classes") instanceof Json.Arr list) {
      for (Json item : list.items()) {
        classes.add(item instanceof Json.Str text ? text.value() : "?");
      }
    }
    return new Variable(name, label, classes);
  }
}
