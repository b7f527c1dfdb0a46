package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.SettingsJson;
import org.chainrule.engine.plan.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Training settings as JSON, the same for the page and the server:
 *
 * <pre>
 * {"optimizer": {"name": "adam", "learningRate": 0.001, "beta1": 0.9},
 *  "schedule": {"name": "cosine", "floor": 0},
 *  "batchSize": 64, "epochs": 5, "seed": 1, "reduction": "mean",
 *  "penalty": {"kind": "l2", "lambda": 0.001, "form": "coupled", "parameters": ["W1"]},
 *  "clipNorm": 0, "patience": 0}
 * </pre>
 *
 * All but the optimizer's name may be left out.
 */
public final class TrainingSettingsJson {
  private static final List<Setting> PLAIN =
      List.of(
          Setting.integer("batchSize", "Batch", 16, 1, TrainingSettings.MAX_BATCH, ""),
          Setting.integer("epochs", "Epochs", 10, 1, TrainingSettings.MAX_EPOCHS, ""),
          Setting.integer("seed", "Seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE, ""),
          Setting.choice("reduction", "Batch loss", "", "mean", "sum"),
          Setting.number("clipNorm", "Clip", 0, 0, 1e6, ""),
          Setting.integer("patience", "Patience", 0, 0, TrainingSettings.MAX_EPOCHS, ""));

  private static final List<String> NESTED = List.of("optimizer", "schedule", "penalty");

  private TrainingSettingsJson() {}

  /** Writes the settings as one object. */
  public static void write(JsonWriter out, TrainingSettings settings) {
    out.beginObject().key("optimizer").beginObject();
    out.key("name").value(settings.optimizer());
    out.key("learningRate").value(settings.learningRate());
    Optimizers.Kind kind = Optimizers.named(settings.optimizer());
    if (kind != null) {
      SettingsJson.write(out, kind.settings(), settings.tuning());
    }
    out.endObject().key("schedule").beginObject().key("name").value(settings.schedule());
    Schedules.Kind schedule = Schedules.named(settings.schedule());
    if (schedule != null) {
      SettingsJson.write(out, schedule.settings(), settings.pacing());
    }
    out.endObject().key("batchSize").value(settings.batchSize());
    out.key("epochs").value(settings.epochs()).key("seed").value(settings.seed());
    out.key("reduction").value(settings.reduction().name().toLowerCase(Locale.ROOT));
    Penalty penalty = settings.penalty();
    out.key("penalty").beginObject().key("kind").value(penalty.kind().id());
    out.key("lambda").value(penalty.lambda()).key("form").value(penalty.form().id());
    out.key("parameters").beginArray();
    penalty.parameters().forEach(out::value);
    out.endArray().endObject().key("clipNorm").value(settings.clipNorm());
    out.key("patience").value(settings.patience()).endObject();
  }

  /**
   * Reads and validates settings.
   *
   * @param known members that are read elsewhere
   * @throws ProblemException with a sentence for each setting at fault
   */
  public static TrainingSettings read(Json json, List<String> known) throws ProblemException {
    List<String> faults = new ArrayList<>();
    Map<String, Json> given = members(json, "The settings", faults);
    List<String> elsewhere = new ArrayList<>(known);
    elsewhere.addAll(NESTED);
    Settings plain = SettingsJson.read(PLAIN, given, "the training", elsewhere, faults);
    Map<String, Json> chosen = members(given.get("optimizer"), "The optimizer", faults);
    String optimizer = name(chosen, Optimizers.all().get(0).name());
    Optimizers.Kind kind = Optimizers.named(optimizer);
    List<Setting> rate =
        List.of(
            Setting.number(
                "learningRate", "", kind == null ? 1 : kind.learningRate(), 1e-30, 1e6, ""));
    List<String> tuned = new ArrayList<>(List.of("name", "learningRate"));
    if (kind == null) {
      tuned.addAll(chosen.keySet());
    }
    Settings rates =
        SettingsJson.read(rate, only(chosen, "learningRate"), optimizer, List.of(), faults);
    Settings tuning =
        SettingsJson.read(
            kind == null ? List.of() : kind.settings(), chosen, optimizer, tuned, faults);
    Map<String, Json> paced = members(given.get("schedule"), "The schedule", faults);
    String schedule = name(paced, Schedules.all().get(0).name());
    Schedules.Kind course = Schedules.named(schedule);
    List<String> pacedElsewhere = new ArrayList<>(List.of("name"));
    if (course == null) {
      pacedElsewhere.addAll(paced.keySet());
    }
    Settings pacing =
        SettingsJson.read(
            course == null ? List.of() : course.settings(),
            paced,
            "the schedule " + schedule,
            pacedElsewhere,
            faults);
    Penalty penalty = penalty(members(given.get("penalty"), "The penalty", faults), faults);
    TrainingSettings.refuse(faults);
    TrainingSettings settings =
        new TrainingSettings(
            optimizer,
            tuning,
            rates.number("learningRate"),
            schedule,
            pacing,
            plain.integer("batchSize"),
            plain.integer("epochs"),
            plain.integer("seed"),
            plain.choice("reduction").equals("sum") ? BatchReduction.SUM : BatchReduction.MEAN,
            penalty,
            plain.number("clipNorm"),
            plain.integer("patience"));
    settings.validate();
    return settings;
  }

  private static Map<String, Json> members(@Nullable Json json, String what, List<String> faults) {
    if (json == null) {
      return Map.of();
    }
    if (json instanceof Json.Obj object) {
      return object.members();
    }
    faults.add(what + " must be an object, not " + json.kind() + ".");
    return Map.of();
  }

  private static String name(Map<String, Json> members, String initial) {
    return members.get("name") instanceof Json.Str name ? name.value() : initial;
  }

  private static Map<String, Json> only(Map<String, Json> members, String name) {
    Json value = members.get(name);
    return value == null ? Map.of() : Map.of(name, value);
  }

  private static Penalty penalty(Map<String, Json> given, List<String> faults) {
    List<Setting> declared =
        List.of(
            Setting.choice("kind", "", "", "l2", "l1", "decay"),
            Setting.number("lambda", "", 0, 0, Penalty.MAX_LAMBDA, ""),
            Setting.choice("form", "", "", "coupled", "decoupled", "unscaled"));
    Settings read =
        SettingsJson.read(declared, given, "the penalty", List.of("parameters"), faults);
    List<String> names = new ArrayList<>();
    Json parameters = given.get("parameters");
    if (parameters instanceof Json.Arr list) {
      for (Json item : list.items()) {
        if (item instanceof Json.Str name) {
          names.add(name.value());
        }
      }
    }
    if (parameters != null
        && !(parameters instanceof Json.Arr list && list.items().size() == names.size())) {
      faults.add("The parameters of the penalty must be a list of names.");
    }
    Penalty.Kind kind = Penalty.Kind.L2;
    for (Penalty.Kind one : Penalty.Kind.values()) {
      kind = one.id().equals(read.choice("kind")) ? one : kind;
    }
    Penalty.Form form = Penalty.Form.COUPLED;
    for (Penalty.Form one : Penalty.Form.values()) {
      form = one.id().equals(read.choice("form")) ? one : form;
    }
    return new Penalty(kind, read.number("lambda"), form, names);
  }
}
