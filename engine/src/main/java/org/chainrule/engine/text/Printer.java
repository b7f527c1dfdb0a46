package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chainrule.engine.graph.Definition;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.op.Catalogue;

/**
 * Writes a document in the textual form. A node without a name is written where it is used; one
 * used several times, not at all, or in another group, gets a name. A group that still is what its
 * call expands to is written as the call. Parsing the result gives the same graph, but for wires
 * that lead nowhere, cycles and settings of no meaning, which the text cannot hold.
 */
public final class Printer {

  /** How deeply unnamed nodes are written into each other before one gets a name. */
  private static final int MAX_DEPTH = 20;

  private final Graph graph;
  private final Folding.Folded folded;
  private final Wiring wiring;
  private final LineOrder order;
  private final Map<String, String> nameOf = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private Printer(Graph graph, Catalogue catalogue) {
    this.graph = graph;
    folded = Folding.of(graph, catalogue);
    wiring = new Wiring(folded.graph(), folded.owner());
    order = new LineOrder(folded.graph(), wiring);
    name();
  }

  /** The lines of the document, each ended by a line break. */
  public static String print(Graph graph, Catalogue catalogue) {
    Printer printer = new Printer(graph, catalogue);
    for (Definition definition : graph.definitions()) {
      printer.out.append(Definitions.line(definition)).append('\n');
    }
    printer.lines(
        new ExpressionPrinter(printer.wiring, catalogue, printer.folded.calls(), printer.nameOf));
    return printer.out.toString();
  }

  private void name() {
    Set<String> taken = new HashSet<>();
    graph.nodes().stream().map(Node::name).filter(Objects::nonNull).forEach(taken::add);
    Map<String, Integer> depth = new HashMap<>();
    int fresh = 0;
    for (Node node : order.nodes()) {
      int below = 0;
      for (String feed : wiring.feeds(node.id())) {
        below = Math.max(below, depth.getOrDefault(feed, 0));
      }
      String name = node.name();
      if (name == null && (below == MAX_DEPTH || standsAlone(node.id()))) {
        do {
          name = "v" + ++fresh;
        } while (!taken.add(name));
      }
      if (name == null) {
        depth.put(node.id(), below + 1);
      } else {
        nameOf.put(node.id(), name);
      }
    }
    for (Node node : graph.nodes()) {
      if (folded.owner().containsKey(node.id()) && node.name() != null) {
        nameOf.putIfAbsent(node.id(), node.name());
      }
    }
  }

  /** Whether an unnamed node needs a line of its own. */
  private boolean standsAlone(String id) {
    List<String> consumers = wiring.consumers(id);
    return consumers.size() != 1
        || order.isLooped(id)
        || !order.path(consumers.get(0)).equals(order.path(id));
  }

  private void lines(ExpressionPrinter expressions) {
    List<Group> open = List.of();
    for (Node node : order.nodes()) {
      String name = nameOf.get(node.id());
      if (name == null) {
        continue;
      }
      List<Group> path = order.path(node.id());
      int shared = 0;
      while (shared < Math.min(open.size(), path.size())
          && open.get(shared).equals(path.get(shared))) {
        shared++;
      }
      for (int i = shared; i < path.size(); i++) {
        out.append("  ".repeat(i)).append("group ").append(header(path.get(i))).append(":\n");
      }
      open = new ArrayList<>(path);
      out.append("  ".repeat(path.size()));
      out.append(name).append(" = ").append(expressions.print(node)).append('\n');
    }
  }

  /** What the text calls a group: its name, told apart from that of every other. */
  private String header(Group group) {
    String known = headers.get(group.id());
    if (known != null) {
      return known;
    }
    String label = group.label().replace('"', '\'').replace('\n', ' ').replace('\r', ' ');
    String header = label;
    for (int i = 2; headers.containsValue(quoted(header)); i++) {
      header = label + "_" + i;
    }
    headers.put(group.id(), quoted(header));
    return quoted(header);
  }

  private static String quoted(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && !Character.isLetter(c) && (i == 0 || !Character.isDigit(c))) {
        return '"' + name + '"';
      }
    }
    return name.isEmpty() ? "\"\"" : name;
  }
}
