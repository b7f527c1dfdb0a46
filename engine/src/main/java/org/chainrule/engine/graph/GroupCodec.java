package org.chainrule.engine.graph;

import static org.chainrule.engine.graph.JsonForm.list;
import static org.chainrule.engine.graph.JsonForm.member;
import static org.chainrule.engine.graph.JsonForm.name;
import static org.chainrule.engine.graph.JsonForm.names;
import static org.chainrule.engine.graph.JsonForm.object;
import static org.chainrule.engine.graph.JsonForm.settings;
import static org.chainrule.engine.graph.JsonForm.string;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Groups and definitions as JSON, both left out where there are none. A group that names a node or
 * a parent that is gone forgets it, and one that is left with neither nodes nor groups is dropped:
 * deleting a node is no reason to refuse the document.
 */
final class GroupCodec {
  private GroupCodec() {}

  static void write(JsonWriter out, Graph graph) {
    if (!graph.groups().isEmpty()) {
      out.key("groups").beginArray();
      graph.groups().forEach(group -> write(out, group));
      out.endArray();
    }
    if (!graph.definitions().isEmpty()) {
      out.key("definitions").beginArray();
      for (Definition definition : graph.definitions()) {
        out.beginObject().key("name").value(definition.name()).key("parameters").beginArray();
        definition.parameters().forEach(out::value);
        out.endArray().key("body").value(definition.body()).endObject();
      }
      out.endArray();
    }
  }

  private static void write(JsonWriter out, Group group) {
    out.beginObject().key("id").value(group.id()).key("name").value(group.name());
    out.key("kind").value(group.kind()).key("members").beginArray();
    group.members().forEach(out::value);
    out.endArray();
    if (group.parent() != null) {
      out.key("parent").value(group.parent());
    }
    out.key("open").value(group.open());
    if (!group.settings().isEmpty()) {
      GraphCodec.writeSettings(out, group.settings());
    }
    if (!group.arguments().isEmpty()) {
      out.key("arguments").beginObject();
      group.arguments().forEach((port, node) -> out.key(port).value(node));
      out.endObject();
    }
    out.endObject();
  }

  static List<Group> groups(@Nullable Json json, List<Node> nodes) throws DocumentException {
    if (json == null) {
      return List.of();
    }
    Set<String> known = new HashSet<>();
    nodes.forEach(node -> known.add(node.id()));
    int members = 0;
    List<Group> groups = new ArrayList<>();
    for (Group group : list(json, "groups", Limits.GROUPS, GroupCodec::group)) {
      members += group.members().size();
      if (members > Limits.NODES) {
        throw new DocumentException(
            "The groups have more than " + Limits.NODES + " members; at most so many are read.");
      }
      groups.add(group.withMembers(group.members().stream().filter(known::contains).toList()));
    }
    return pruned(groups);
  }

  private static Group group(Json json) throws DocumentException {
    Map<String, Json> group = object(json, "");
    Json open = group.get("open");
    Map<String, String> arguments = new LinkedHashMap<>();
    Json written = group.get("arguments");
    if (written != null) {
      for (Map.Entry<String, Json> argument : object(written, ".arguments").entrySet()) {
        String port = JsonForm.bounded(argument.getKey(), ".arguments", Limits.NAME);
        arguments.put(port, string(argument.getValue(), ".arguments." + port, Limits.NAME));
      }
    }
    return new Group(
        name(group, "id"),
        group.containsKey("name") ? string(member(group, "name", ""), ".name", Limits.TITLE) : "",
        group.containsKey("kind") ? name(group, "kind") : Group.PLAIN,
        names(group.get("members"), ".members", Limits.NODES),
        group.containsKey("parent") ? name(group, "parent") : null,
        !(open instanceof Json.Bool bool) || bool.value(),
        settings(group.get("settings")),
        arguments);
  }

  /** Drops what is empty, from the inside out, and every parent that is not there. */
  private static List<Group> pruned(List<Group> groups) {
    Map<String, Integer> content = new LinkedHashMap<>();
    groups.forEach(group -> content.merge(group.id(), group.members().size(), Integer::sum));
    Map<String, String> parents = new LinkedHashMap<>();
    for (Group group : groups) {
      if (group.parent() != null && content.containsKey(group.parent())) {
        parents.put(group.id(), group.parent());
        content.merge(group.parent(), 1, Integer::sum);
      }
    }
    for (Group group : groups) {
      String at = group.id();
      while (at != null && Integer.valueOf(0).equals(content.get(at))) {
        content.remove(at);
        String parent = parents.remove(at);
        if (parent != null && content.containsKey(parent)) {
          content.merge(parent, -1, Integer::sum);
        }
        at = parent;
      }
    }
    return groups.stream()
        .filter(group -> content.containsKey(group.id()))
        .map(group -> group.withParent(parents.get(group.id())))
        .toList();
  }

  static List<Definition> definitions(@Nullable Json json) throws DocumentException {
    return json == null
        ? List.of()
        : list(json, "definitions", Limits.DEFINITIONS, GroupCodec::definition);
  }

  private static Definition definition(Json json) throws DocumentException {
    Map<String, Json> definition = object(json, "");
    return new Definition(
        name(definition, "name"),
        names(definition.get("parameters"), ".parameters", Limits.PARAMETERS),
        string(member(definition, "body", ""), ".body", Limits.BODY));
  }
}
