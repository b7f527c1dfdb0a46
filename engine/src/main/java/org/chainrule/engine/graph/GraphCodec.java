package org.chainrule.engine.graph;

import static org.chainrule.engine.graph.JsonForm.list;
import static org.chainrule.engine.graph.JsonForm.member;
import static org.chainrule.engine.graph.JsonForm.name;
import static org.chainrule.engine.graph.JsonForm.number;
import static org.chainrule.engine.graph.JsonForm.object;
import static org.chainrule.engine.graph.JsonForm.settings;
import static org.chainrule.engine.graph.JsonForm.string;

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
    out.endArray();
    GroupCodec.write(out, graph);
    return out.endObject().toString();
  }

  private static void writeNode(JsonWriter out, Node node) {
    out.beginObject().key("id").value(node.id()).key("op").value(node.op());
    if (node.name() != null) {
      out.key("name").value(node.name());
    }
    if (!node.settings().isEmpty()) {
      writeSettings(out, node.settings());
    }
    Position position = node.position();
    if (position != null) {
      out.key("position").beginObject().key("x").value(position.x());
      out.key("y").value(position.y()).endObject();
    }
    out.endObject();
  }

  static void writeSettings(JsonWriter out, Map<String, Value> settings) {
    out.key("settings").beginObject();
    for (Map.Entry<String, Value> setting : settings.entrySet()) {
      out.key(setting.getKey());
      writeValue(out, setting.getValue());
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
    return graph(parsed(json, "The document"));
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
    List<Node> nodes =
        list(member(document, "nodes", "The document"), "nodes", Limits.NODES, GraphCodec::node);
    return new Graph(
        title == null ? "" : string(title, "The title", Limits.TITLE),
        nodes,
        list(member(document, "wires", "The document"), "wires", Limits.WIRES, GraphCodec::wire),
        GroupCodec.groups(document.get("groups"), nodes),
        GroupCodec.definitions(document.get("definitions")));
  }

  /**
   * Reads a list of nodes alone.
   *
   * @throws DocumentException where it is not of this form, or past a limit
   */
  public static List<Node> readNodes(String json) throws DocumentException {
    return list(parsed(json, "The list of nodes"), "nodes", Limits.NODES, GraphCodec::node);
  }

  /**
   * Reads a list of wires alone.
   *
   * @throws DocumentException where it is not of this form, or past a limit
   */
  public static List<Wire> readWires(String json) throws DocumentException {
    return list(parsed(json, "The list of wires"), "wires", Limits.WIRES, GraphCodec::wire);
  }

  private static Node node(Json json) throws DocumentException {
    Map<String, Json> members = object(json, "");
    Json position = members.get("position");
    return new Node(
        name(members, "id"),
        name(members, "op"),
        members.containsKey("name") ? name(members, "name") : null,
        settings(members.get("settings")),
        position == null ? null : position(object(position, ".position")));
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

  /**
   * Reads settings alone, by name.
   *
   * @throws DocumentException where it is not an object of settings
   */
  public static Map<String, Value> readSettings(String json) throws DocumentException {
    return settings(parsed(json, "The settings"));
  }

  /**
   * Reads a list of names.
   *
   * @throws DocumentException where it is not a list of strings
   */
  public static List<String> readNames(String json) throws DocumentException {
    return JsonForm.names(parsed(json, "The list"), "The list", Limits.NODES);
  }

  private static Json parsed(String json, String what) throws DocumentException {
    if (json.length() > Limits.CHARACTERS) {
      throw new DocumentException(
          what + " has more than " + Limits.CHARACTERS + " characters; make it smaller.");
    }
    try {
      return JsonReader.read(json);
    } catch (JsonException e) {
      throw new DocumentException(what + " is not JSON: " + e.getMessage() + ".");
    }
  }
}
