package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Value;
import org.jspecify.annotations.Nullable;

/** The groups made so far, and those that new nodes fall into. */
final class GroupStack {

  /** A group that is being made; a call without a name gets its id when its value is known. */
  private static final class Draft {
    private String id = "";
    private final String name;
    private final String kind;
    private final @Nullable Draft parent;
    private final Map<String, Value> settings;
    private final Map<String, String> arguments;
    private final List<String> members = new ArrayList<>();

    Draft(
        String name,
        String kind,
        @Nullable Draft parent,
        Map<String, Value> settings,
        Map<String, String> arguments) {
      this.name = name;
      this.kind = kind;
      this.parent = parent;
      this.settings = settings;
      this.arguments = arguments;
    }

    Group group() {
      boolean open = kind.equals(Group.PLAIN);
      return new Group(
          id, name, kind, members, parent == null ? null : parent.id, open, settings, arguments);
    }
  }

  private final List<Draft> drafts = new ArrayList<>();
  private final List<Draft> open = new ArrayList<>();
  private final Map<String, Draft> blocks = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  private @Nullable Draft innermost() {
    return open.isEmpty() ? null : open.get(open.size() - 1);
  }

  /** Starts or goes on with a block; false where one of that name stands elsewhere. */
  boolean openBlock(String name) {
    Draft known = blocks.get(name);
    if (known != null && known.parent != innermost()) {
      return false;
    }
    if (known == null) {
      known = new Draft(name, Group.PLAIN, innermost(), Map.of(), Map.of());
      known.id = claim("group." + name);
      blocks.put(name, known);
      drafts.add(known);
    }
    open.add(known);
    return true;
  }

  /** Starts the group of a call. */
  void open(String kind, String name, Map<String, Value> settings, Map<String, String> arguments) {
    Draft draft = new Draft(name, kind, innermost(), settings, arguments);
    draft.id = name.isEmpty() ? "" : claim(name);
    drafts.add(draft);
    open.add(draft);
  }

  /** Ends the group of a call; one without a name is known by its value from now on. */
  void close(String value) {
    Draft draft = open.remove(open.size() - 1);
    draft.id = draft.id.isEmpty() ? claim(value) : draft.id;
  }

  void closeBlock() {
    open.remove(open.size() - 1);
  }

  private String claim(String wish) {
    String id = wish;
    for (int i = 2; !taken.add(id); i++) {
      id = wish + ":" + i;
    }
    return id;
  }

  /** Takes ids that are there already. */
  void reserve(String id) {
    taken.add(id);
  }

  void add(String node) {
    Draft draft = innermost();
    if (draft != null) {
      draft.members.add(node);
    }
  }

  int depth() {
    return open.size();
  }

  /** Leaves every group that was opened since. */
  void unwind(int depth) {
    while (open.size() > depth) {
      open.remove(open.size() - 1);
    }
  }

  List<Group> groups() {
    return drafts.stream().map(Draft::group).toList();
  }
}
