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

  /**
   * Reads one item; a fault is told by its place within the item, which starts with a dot or a
   * bracket.
   */
  interface Reader<T> {
    T read(Json json) throws DocumentException;
  }

  static <T> List<T> list(Json json, String place, int limit, Reader<T> reader)
      throws DocumentException {
    if (!(json instanceof Json.Arr arr)) {
      throw new DocumentException(place + " is " + json.kind() + "; a list was expected.");
    }
    if (arr.items().size() > limit) {
      throw new DocumentException(
          place + " has " + arr.items().size() + " items; at most " + limit + " are read.");
    }
    List<T> items = new ArrayList<>(arr.items().size());
    for (int i = 0; i < arr.items().size(); i++) {
      try {
        items.add(reader.read(arr.items().get(i)));
      } catch (DocumentException e) {
        throw e.inside(place + "[" + i + "]");
      }
    }
    return items;
  }

  /** Settings by name; none where they are left out. */
  static Map<String, Value> settings(@Nullable Json json) throws DocumentException {
    Map<String, Value> settings = new LinkedHashMap<>();
    if (json == null) {
      return settings;
    }
    for (Map.Entry<String, Json> entry : object(json, ".settings").entrySet()) {
      String key = bounded(entry.getKey(), ".settings", Limits.NAME);
      try {
        settings.put(key, value(entry.getValue(), 0));
      } catch (DocumentException e) {
        throw e.inside(".settings." + key);
      }
    }
    return settings;
  }

  static Value value(Json json, int depth) throws DocumentException {
    if (json instanceof Json.Num num) {
      return new Value.Num(num.value());
    } else if (json instanceof Json.Str str) {
      return textOrNonFinite(bounded(str.value(), "", Limits.TITLE));
    } else if (json instanceof Json.Bool bool) {
      return new Value.Flag(bool.value());
    } else if (json instanceof Json.Arr arr && depth < Limits.RANK) {
      return new Value.Items(list(arr, "", Limits.TENSOR, item -> value(item, depth + 1)));
    }
    throw new DocumentException(
        " is "
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

  static Json member(Map<String, Json> members, String key, String place) throws DocumentException {
    Json value = members.get(key);
    if (value == null) {
      throw new DocumentException(place + " lacks \"" + key + "\".");
    }
    return value;
  }

  static String name(Map<String, Json> members, String key) throws DocumentException {
    Json json = member(members, key, "");
    if (!(json instanceof Json.Str str)) {
      throw new DocumentException("." + key + " is " + json.kind() + "; a string was expected.");
    }
    if (str.value().isEmpty()) {
      throw new DocumentException("." + key + " is empty.");
    }
    if (str.value().length() > Limits.NAME) {
      return bounded(str.value(), "." + key, Limits.NAME);
    }
    return str.value();
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

  /** Names; none where they are left out. */
  static List<String> names(@Nullable Json json, String place, int limit) throws DocumentException {
    return json == null
        ? List.of()
        : list(json, place, limit, item -> string(item, "", Limits.NAME));
  }
}
