package org.chainrule.engine.op;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.json.NumberText;
import org.jspecify.annotations.Nullable;

/** Settings as JSON: what is declared, and what is set. */
public final class SettingsJson {
  private SettingsJson() {}

  /** Writes declarations as a list, with everything that a form needs. */
  public static void declare(JsonWriter out, List<Setting> settings) {
    out.beginArray();
    for (Setting setting : settings) {
      out.beginObject().key("name").value(setting.name());
      out.key("label").value(setting.label());
      out.key("kind").value(setting.kind().name().toLowerCase(Locale.ROOT));
      out.key("summary").value(setting.summary());
      value(out.key("default"), setting.initial());
      out.key("choices").beginArray();
      setting.choices().forEach(out::value);
      out.endArray();
      if (!Double.isNaN(setting.min())) {
        out.key("min").value(setting.min()).key("max").value(setting.max());
      }
      out.endObject();
    }
    out.endArray();
  }

  private static void value(JsonWriter out, @Nullable Object value) {
    if (value instanceof String word) {
      out.value(word);
    } else if (value instanceof Number number) {
      out.value(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      out.value(flag);
    } else {
      out.nullValue();
    }
  }

  /** Writes the numbers, words and switches that are set, as members of the object begun last. */
  public static void write(JsonWriter out, List<Setting> declared, Settings settings) {
    for (Setting setting : declared) {
      if (settings.has(setting.name())) {
        out.key(setting.name());
        switch (setting.kind()) {
          case NUMBER -> out.value(settings.number(setting.name()));
          case INTEGER -> out.value(settings.integer(setting.name()));
          case CHOICE -> out.value(settings.choice(setting.name()));
          case FLAG -> out.value(settings.flag(setting.name()));
          default -> throw new IllegalStateException("expected a plain setting, got " + setting);
        }
      }
    }
  }

  /**
   * Reads numbers, words and switches; what is left out has its default.
   *
   * @param of whose settings they are, for the sentences
   * @param known names in {@code given} that are read elsewhere
   * @param faults takes a sentence for each that does not fit
   */
  public static Settings read(
      List<Setting> declared,
      Map<String, Json> given,
      String of,
      List<String> known,
      List<String> faults) {
    Settings.Builder settings = new Settings.Builder().defaults(declared);
    for (Map.Entry<String, Json> entry : given.entrySet()) {
      Setting setting = named(declared, entry.getKey());
      if (setting != null) {
        Object value = converted(setting, entry.getValue());
        if (value == null) {
          faults.add("The " + setting.name() + " of " + of + " must be " + rule(setting) + ".");
        } else {
          settings.put(setting.name(), value);
        }
      } else if (!known.contains(entry.getKey())) {
        faults.add("There is no setting \"" + entry.getKey() + "\" of " + of + "; leave it out.");
      }
    }
    return settings.build();
  }

  private static @Nullable Setting named(List<Setting> declared, String name) {
    for (Setting setting : declared) {
      if (setting.name().equals(name)) {
        return setting;
      }
    }
    return null;
  }

  private static @Nullable Object converted(Setting setting, Json value) {
    return switch (setting.kind()) {
      case NUMBER ->
          value instanceof Json.Num num && within(setting, num.value()) ? num.value() : null;
      case INTEGER ->
          value instanceof Json.Num num
                  && num.value() == Math.floor(num.value())
                  && within(setting, num.value())
              ? (Object) (int) num.value()
              : null;
      case CHOICE ->
          value instanceof Json.Str word && setting.choices().contains(word.value())
              ? word.value()
              : null;
      case FLAG -> value instanceof Json.Bool flag ? (Object) flag.value() : null;
      default -> null;
    };
  }

  private static boolean within(Setting setting, double value) {
    return value >= setting.min() && value <= setting.max();
  }

  /** What a setting must be, as a phrase. */
  private static String rule(Setting setting) {
    return switch (setting.kind()) {
      case NUMBER ->
          "a number from " + NumberText.of(setting.min()) + " to " + NumberText.of(setting.max());
      case INTEGER ->
          "a whole number from "
              + NumberText.of(setting.min())
              + " to "
              + NumberText.of(setting.max());
      case CHOICE -> "one of " + String.join(", ", setting.choices());
      case FLAG -> "true or false";
      default -> "left out";
    };
  }
}
