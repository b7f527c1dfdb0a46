package org.chainrule.engine.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that belong together: structure over the graph, which stays flat, so that nothing it
 * computes depends on its groups.
 *
 * @param id unique among the groups
 * @param name what a person calls it, possibly empty
 * @param kind {@link #PLAIN}, or the composite or definition whose call made it
 * @param members ids of the nodes that belong to it directly; those of nested groups are not named
 *     again
 * @param parent id of the group it stands in, or null
 * @param open whether its nodes are shown; layout, never meaning
 * @param settings the settings of the call that made it, as they were written
 * @param arguments for each port of that call the id of the node that was passed
 */
public record Group(
    String id,
    String name,
    String kind,
    List<String> members,
    @Nullable String parent,
    boolean open,
    Map<String, Value> settings,
    Map<String, String> arguments) {

  /** The kind of a group that a person made. */
  public static final String PLAIN = "group";

  public Group {
    members = List.copyOf(members);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** An open group that a person made. */
  public static Group plain(String id, String name, List<String> members, @Nullable String parent) {
    return new Group(id, name, PLAIN, members, parent, true, Map.of(), Map.of());
  }

  /** The same group over other nodes. */
  public Group withMembers(List<String> others) {
    return new Group(id, name, kind, others, parent, open, settings, arguments);
  }

  /** The same group in another, or in none. */
  public Group withParent(@Nullable String other) {
    return new Group(id, name, kind, members, other, open, settings, arguments);
  }

  /** The same group, shown open or closed. */
  public Group shown(boolean opened) {
    return new Group(id, name, kind, members, parent, opened, settings, arguments);
  }

  /** What to call this group in a sentence: its name, else its kind. */
  public String label() {
    return name.isEmpty() ? kind : name;
  }
}
