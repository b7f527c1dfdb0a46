package org.chainrule.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Grouping;

/**
 * What is wrong with a document's groups. Groups are structure alone, so none of it keeps a node
 * from running or a graph from being trained.
 */
public final class GroupCheck {
  private GroupCheck() {}

  /** A problem for each member that is missing or claimed twice, and each group within itself. */
  public static List<Problem> problems(Graph graph) {
    List<Problem> problems = new ArrayList<>();
    if (graph.groups().isEmpty()) {
      return problems;
    }
    Set<String> nodes = new HashSet<>();
    graph.nodes().forEach(node -> nodes.add(node.id()));
    Set<String> ids = new HashSet<>();
    graph.groups().forEach(group -> ids.add(group.id()));
    Grouping grouping = new Grouping(graph);
    Map<String, Group> owner = new HashMap<>();
    for (Group group : graph.groups()) {
      for (String member : group.members()) {
        if (!nodes.contains(member)) {
          problems.add(new Problem.UnknownMember(group.label(), member));
          continue;
        }
        Group other = owner.putIfAbsent(member, group);
        if (other != null) {
          problems.add(new Problem.GroupOverlap(member, other.label(), group.label()));
        }
      }
      String parent = group.parent();
      if (parent != null && !ids.contains(parent)) {
        problems.add(new Problem.UnknownMember(group.label(), parent));
      } else if (parent != null && grouping.parent(group) == null) {
        problems.add(new Problem.GroupOverlap(null, group.label(), group.label()));
      }
    }
    return problems;
  }
}
