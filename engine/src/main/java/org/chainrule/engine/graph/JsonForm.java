package org.chainrule.engine.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of a document, each with the place to name where it does not fit. */
final class JsonForm {
  private JsonForm() {}

  /** A setting. */
  static Value value(Json json, String place, int depth) throws DocumentException {
    if (json instanceof Json.Num num) {
      return new Value.Num(num.value());
    } else if (json instanceof Json.Str str) {
      return textOrNonFinite(bounded(str.value(), place, Limits.TITLE));
    } else if (json instanceof Json.Bool bool) {
      return new Value.Flag(bool.value());
    } else if (json instanceof Json.Arr arr && depth < Limits.RANK) {
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < arr.items().size(); i++) {
        items.add(value(arr.items().get(i), place + "[" + i + "]", depth + 1));
      }
      return new Value.Items(items);
    }
    throw new DocumentException(
        place
            + " is "
            + json.kind()
            + (depth >= Limits.RANK ? " nested deeper than " + Limits.RANK + " levels" : "")
            + "; a setting is a number, a string, true, false or a list of numbers.");
  }

  private static Value textOrNonFinite(String text) {
    switch (text) {
      case "NaN":
        return new Value.Num(Double.NaN);
      case "Infinity":
        return new Value.Num(Double.POSITIVE_INFINITY);
      case "-Infinity":
        return new Value.Num(Double.NEGATIVE_INFINITY);
      default:
        return new Value.Text(text);
    }
  }

  static Map<String, Json> object(Json json, String place) throws DocumentException {
    if (json instanceof Json.Obj obj) {
      return obj.members();
    }
    throw new DocumentException(place + " is " + json.kind() + "; an object was expected.");
  }

  static List<Json> array(Json json, String place, int limit) throws DocumentException {
    if (!(json instanceof Json.Arr arr)) {
      throw new DocumentException(place + " is " + json.kind() + "; a list was expected.");
    }
    if (arr.items().size() > limit) {
      throw new DocumentException(
          place + " has " + arr.items().size() + " items; at most " + limit + " are read.");
    }
    return arr.items();
  }

  static Json member(Map<String, Json> members, String key, String place) throws DocumentException {
    Json value = members.get(key);
    if (value == null) {
      throw new DocumentException(place + " lacks \"" + key + "\".");
    }
    return value;
  }

  static String name(Map<String, Json> members, String key, String place) throws DocumentException {
    String text = string(member(members, key, place), place + "." + key, Limits.NAME);
    if (text.isEmpty()) {
      throw new DocumentException(place + "." + key + " is empty.");
    }
    return text;
  }

  static String string(Json json, String place, int limit) throws DocumentException {
    if (json instanceof Json.Str str) {
      return bounded(str.value(), place, limit);
    }
    throw new DocumentException(place + " is " + json.kind() + "; a string was expected.");
  }

  static String bounded(String text, String place, int limit) throws DocumentException {
    if (text.length() > limit) {
      throw new DocumentException(
          place + " has " + text.length() + " characters; at most " + limit + " are read.");
    }
    return text;
  }

  static double number(Json json, String place) throws DocumentException {
    if (json instanceof Json.Num num) {
      return num.value();
    }
    throw new DocumentException(place + " is " + json.kind() + "; a number was expected.");
  }

  /** A list of names; empty where it is left out. */
  static List<String> names(@Nullable Json json, String place, int limit) throws DocumentException {
    List<String> names = new ArrayList<>();
    if (json != null) {
      List<Json> items = array(json, place, limit);
      for (int i = 0; i < items.size(); i++) {
        names.add(string(items.get(i), place + "[" + i + "]", Limits.NAME));
      }
    }
    return names;
  }

  /** Settings by name; empty where they are left out. */
  static Map<String, Value> settings(@Nullable Json json, String place) throws DocumentException {
    Map<String, Value> settings = new LinkedHashMap<>();
    if (json != null) {
      for (Map.Entry<String, Json> e : object(json, place).entrySet()) {
        String key = bounded(e.getKey(), place, Limits.NAME);
        settings.put(key, value(e.getValue(), place + "." + key, 0));
      }
    }
    return settings;
  }
}
