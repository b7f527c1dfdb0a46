package org.chainrule.engine.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Role;

/**
 * Writes a document in the textual form. A node without a name is written where it is used; one
 * used several times, or not at all, gets a name. Parsing the result gives the same graph, but for
 * wires that lead nowhere and cycles, which the text cannot hold.
 */
public final class Printer {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int SIGN = 3;
  private static final int POWER = 4;
  private static final int ATOM = 5;

  /** How deeply unnamed nodes are written into each other before one gets a name. */
  private static final int MAX_DEPTH = 20;

  private final Graph graph;
  private final Catalogue catalogue;
  private final Map<String, Node> byId = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> inputs = new HashMap<>();
  private final Map<String, String> nameOf = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private Printer(Graph graph, Catalogue catalogue) {
    this.graph = graph;
    this.catalogue = catalogue;
  }

  /** The lines of the document, each ended by a line break. */
  public static String print(Graph graph, Catalogue catalogue) {
    Printer printer = new Printer(graph, catalogue);
    List<Node> order = printer.sort();
    printer.name(order);
    for (Node node : order) {
      String name = printer.nameOf.get(node.id());
      if (name != null) {
        String expression = printer.expression(node).text();
        printer.out.append(name).append(" = ").append(expression).append('\n');
      }
    }
    return printer.out.toString();
  }

  /**
   * Every node after its inputs, otherwise in the order of the document; where a cycle bites itself
   * a name is forced.
   */
  private List<Node> sort() {
    for (Node node : graph.nodes()) {
      byId.putIfAbsent(node.id(), node);
    }
    for (Wire wire : graph.wires()) {
      if (byId.containsKey(wire.from())) {
        inputs
            .computeIfAbsent(wire.to(), to -> new LinkedHashMap<>())
            .putIfAbsent(wire.port(), wire.from());
        uses.merge(wire.from(), 1, Integer::sum);
      }
    }
    List<Node> order = new ArrayList<>();
    Set<String> entered = new HashSet<>();
    Set<String> left = new HashSet<>();
    for (Node root : byId.values()) {
      Deque<String> path = new ArrayDeque<>();
      path.push(root.id());
      while (!path.isEmpty()) {
        String id = path.peek();
        if (entered.add(id)) {
          List<String> feeds = new ArrayList<>(inputs.getOrDefault(id, Map.of()).values());
          Collections.reverse(feeds);
          for (String feed : feeds) {
            if (!entered.contains(feed)) {
              path.push(feed);
            } else if (!left.contains(feed)) {
              uses.put(feed, 0);
            }
          }
        } else {
          path.pop();
          Node node = byId.get(id);
          if (node != null && left.add(id)) {
            order.add(node);
          }
        }
      }
    }
    return order;
  }

  private void name(List<Node> order) {
    Set<String> taken = new HashSet<>();
    graph.nodes().stream().map(Node::name).filter(Objects::nonNull).forEach(taken::add);
    Map<String, Integer> depth = new HashMap<>();
    int fresh = 0;
    for (Node node : order) {
      int below = 0;
      for (String feed : inputs.getOrDefault(node.id(), Map.of()).values()) {
        below = Math.max(below, depth.getOrDefault(feed, 0));
      }
      String name = node.name();
      if (name == null && (uses.getOrDefault(node.id(), 0) != 1 || below == MAX_DEPTH)) {
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
  }

  /** A written expression and how tightly it binds. */
  private record Written(String text, int binding) {}

  private Written use(String id) {
    String name = nameOf.get(id);
    Node node = byId.get(id);
    return name != null || node == null
        ? new Written(String.valueOf(name), ATOM)
        : expression(node);
  }

  private Written expression(Node node) {
    Op op = catalogue.op(node.op());
    Map<String, String> feeds = inputs.getOrDefault(node.id(), Map.of());
    if (op == null) {
      return call(node.op(), List.of(), feeds, node.settings());
    }
    OpInfo info = op.info();
    Value value = node.settings().get("value");
    boolean literal = info.role() == Role.CONSTANT && node.settings().size() == 1 && value != null;
    if (literal && (value instanceof Value.Num || value instanceof Value.Items)) {
      String text = literal(value);
      return new Written(text, text.startsWith("-") ? SIGN : ATOM);
    }
    String infix = info.infix();
    boolean whole = node.settings().isEmpty() && feeds.size() == info.ports().size();
    if (infix != null && whole) {
      return operator(infix, info.ports(), feeds);
    }
    return call(info.callName(), info.ports(), feeds, node.settings());
  }

  private Written operator(String symbol, List<Port> ports, Map<String, String> feeds) {
    Written first = use(feeds.getOrDefault(ports.get(0).name(), ""));
    if (ports.size() == 1) {
      boolean number = !first.text().isEmpty() && Character.isDigit(first.text().charAt(0));
      return new Written(symbol + wrap(first, number ? ATOM + 1 : SIGN), SIGN);
    }
    Written second = use(feeds.getOrDefault(ports.get(1).name(), ""));
    if (symbol.equals("^")) {
      return new Written(wrap(first, ATOM) + "^" + wrap(second, SIGN), POWER);
    }
    int binding = symbol.equals("+") || symbol.equals("-") ? SUM : PRODUCT;
    return new Written(
        wrap(first, binding) + " " + symbol + " " + wrap(second, binding + 1), binding);
  }

  private static String wrap(Written written, int least) {
    return written.binding() >= least ? written.text() : "(" + written.text() + ")";
  }

  private Written call(
      String name, List<Port> ports, Map<String, String> feeds, Map<String, Value> settings) {
    List<String> arguments = new ArrayList<>();
    Set<String> left = new LinkedHashSet<>(feeds.keySet());
    for (Port port : ports) {
      if (!left.remove(port.name())) {
        break;
      }
      arguments.add(use(feeds.getOrDefault(port.name(), "")).text());
    }
    for (String port : left) {
      arguments.add(port + "=" + use(feeds.getOrDefault(port, "")).text());
    }
    for (Map.Entry<String, Value> setting : settings.entrySet()) {
      boolean first = ports.isEmpty() && feeds.isEmpty() && setting.getKey().equals("value");
      if (first) {
        arguments.add(0, literal(setting.getValue()));
      } else {
        arguments.add(setting.getKey() + "=" + literal(setting.getValue()));
      }
    }
    return new Written(name + "(" + String.join(", ", arguments) + ")", ATOM);
  }

  private static String literal(Value value) {
    if (value instanceof Value.Num num) {
      double number = num.value();
      if (Double.isNaN(number)) {
        return "nan";
      }
      if (Double.isInfinite(number)) {
        return number > 0 ? "inf" : "-inf";
      }
      return NumberText.of(number);
    } else if (value instanceof Value.Text text) {
      return "\"" + text.value().replace("\"", "'") + "\"";
    } else if (value instanceof Value.Items items) {
      return items.values().stream()
          .map(Printer::literal)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Value.Flag flag && flag.value() ? "true" : "false";
  }
}
