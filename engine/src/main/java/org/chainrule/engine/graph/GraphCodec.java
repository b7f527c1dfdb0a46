package org.chainrule.engine.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonException;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.json.NumberText;

/**
 * The document as JSON. Reading checks the form and the {@link Limits}, nothing of the meaning: a
 * document with a cycle or an unknown op is read, so that it can be shown and mended.
 */
public final class GraphCodec {

  /** The version that is written; every earlier one is still read. */
  public static final int VERSION = 1;

  private GraphCodec() {}

  /** The document as JSON text; {@link #read} gives an equal graph. */
  public static String write(Graph graph) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("version").value(VERSION).key("title").value(graph.title());
    out.key("nodes").beginArray();
    for (Node node : graph.nodes()) {
      writeNode(out, node);
    }
    out.endArray().key("wires").beginArray();
    for (Wire wire : graph.wires()) {
      out.beginObject().key("from").value(wire.from());
      out.key("to").value(wire.to()).key("port").value(wire.port()).endObject();
    }
    return out.endArray().endObject().toString();
  }

  private static void writeNode(JsonWriter out, Node node) {
    out.beginObject().key("id").value(node.id()).key("op").value(node.op());
    if (node.name() != null) {
      out.key("name").value(node.name());
    }
    if (!node.settings().isEmpty()) {
      out.key("settings").beginObject();
      for (Map.Entry<String, Value> setting : node.settings().entrySet()) {
        out.key(setting.getKey());
        writeValue(out, setting.getValue());
      }
      out.endObject();
    }
    Position position = node.position();
    if (position != null) {
      out.key("position").beginObject().key("x").value(position.x());
      out.key("y").value(position.y()).endObject();
    }
    out.endObject();
  }

  /** Writes one setting: a number, a string, true or false, or nested lists of them. */
  public static void writeValue(JsonWriter out, Value value) {
    if (value instanceof Value.Num num) {
      out.value(num.value());
    } else if (value instanceof Value.Text text) {
      out.value(text.value());
    } else if (value instanceof Value.Flag flag) {
      out.value(flag.value());
    } else if (value instanceof Value.Items items) {
      out.beginArray();
      for (Value item : items.values()) {
        writeValue(out, item);
      }
      out.endArray();
    }
  }

  /**
   * Reads a document.
   *
   * @throws DocumentException where it is not JSON, not of this form, of a later version, or past a
   *     limit
   */
  public static Graph read(String json) throws DocumentException {
    if (json.length() > Limits.CHARACTERS) {
      throw new DocumentException(
          "The document has more than " + Limits.CHARACTERS + " characters; make it smaller.");
    }
    try {
      return graph(JsonReader.read(json));
    } catch (JsonException e) {
      throw new DocumentException("The document is not JSON: " + e.getMessage() + ".");
    }
  }

  /**
   * Reads a document that is JSON already.
   *
   * @throws DocumentException where it is not of this form, of a later version, or past a limit
   */
  public static Graph graph(Json json) throws DocumentException {
    Map<String, Json> document = object(json, "The document");
    double version = number(member(document, "version", "The document"), "The document's version");
    if (version != VERSION) {
      throw new DocumentException(
          "The document has version "
              + NumberText.of(version)
              + "; this program reads version "
              + VERSION
              + ".");
    }
    Json title = document.get("title");
    return new Graph(
        title == null ? "" : string(title, "The title", Limits.TITLE),
        list(member(document, "nodes", "The document"), "nodes", Limits.NODES, GraphCodec::node),
        list(member(document, "wires", "The document"), "wires", Limits.WIRES, GraphCodec::wire));
  }

  /**
   * Reads one item; a fault is told by its place within the item, which starts with a dot or a
   * bracket.
   */
  private interface Reader<T> {
    T read(Json json) throws DocumentException;
  }

  private static <T> List<T> list(Json json, String place, int limit, Reader<T> reader)
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

  private static Node node(Json json) throws DocumentException {
    Map<String, Json> members = object(json, "");
    Json settings = members.get("settings");
    Json position = members.get("position");
    return new Node(
        name(members, "id"),
        name(members, "op"),
        members.containsKey("name") ? name(members, "name") : null,
        settings == null ? Map.of() : settings(object(settings, ".settings")),
        position == null ? null : position(object(position, ".position")));
  }

  private static Map<String, Value> settings(Map<String, Json> written) throws DocumentException {
    Map<String, Value> settings = new LinkedHashMap<>();
    for (Map.Entry<String, Json> entry : written.entrySet()) {
      String key = bounded(entry.getKey(), ".settings", Limits.NAME);
      try {
        settings.put(key, value(entry.getValue(), 0));
      } catch (DocumentException e) {
        throw e.inside(".settings." + key);
      }
    }
    return settings;
  }

  private static Position position(Map<String, Json> members) throws DocumentException {
    return new Position(
        number(member(members, "x", ".position"), ".position.x"),
        number(member(members, "y", ".position"), ".position.y"));
  }

  private static Wire wire(Json json) throws DocumentException {
    Map<String, Json> members = object(json, "");
    return new Wire(name(members, "from"), name(members, "to"), name(members, "port"));
  }

  private static Value value(Json json, int depth) throws DocumentException {
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

  private static Map<String, Json> object(Json json, String place) throws DocumentException {
    if (json instanceof Json.Obj obj) {
      return obj.members();
    }
    throw new DocumentException(place + " is " + json.kind() + "; an object was expected.");
  }

  private static Json member(Map<String, Json> members, String key, String place)
      throws DocumentException {
    Json value = members.get(key);
    if (value == null) {
      throw new DocumentException(place + " lacks \"" + key + "\".");
    }
    return value;
  }

  private static String name(Map<String, Json> members, String key) throws DocumentException {
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

  private static String string(Json json, String place, int limit) throws DocumentException {
    if (json instanceof Json.Str str) {
      return bounded(str.value(), place, limit);
    }
    throw new DocumentException(place + " is " + json.kind() + "; a string was expected.");
  }

  private static String bounded(String text, String place, int limit) throws DocumentException {
    if (text.length() > limit) {
      throw new DocumentException(
          place + " has " + text.length() + " characters; at most " + limit + " are read.");
    }
    return text;
  }

  private static double number(Json json, String place) throws DocumentException {
    if (json instanceof Json.Num num) {
      return num.value();
    }
    throw new DocumentException(place + " is " + json.kind() + "; a number was expected.");
  }
}
