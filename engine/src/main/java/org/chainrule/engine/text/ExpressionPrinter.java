package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Role;

/**
 * Writes one node as an expression, and what feeds it: by its name if it has one, else in place.
 */
final class ExpressionPrinter {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int SIGN = 3;
  private static final int POWER = 4;
  private static final int ATOM = 5;

  private final Wiring wiring;
  private final Catalogue catalogue;
  private final Map<String, OpInfo> calls;
  private final Map<String, String> nameOf;

  /**
   * @param calls what the nodes that stand for a call of a composite or a definition call
   * @param nameOf the names of those nodes that have a line or stand within a call
   */
  ExpressionPrinter(
      Wiring wiring, Catalogue catalogue, Map<String, OpInfo> calls, Map<String, String> nameOf) {
    this.wiring = wiring;
    this.catalogue = catalogue;
    this.calls = calls;
    this.nameOf = nameOf;
  }

  /** A written expression and how tightly it binds. */
  private record Written(String text, int binding) {}

  String print(Node node) {
    return expression(node).text();
  }

  private Written use(String id) {
    String name = nameOf.get(id);
    Node node = wiring.node(id);
    return name != null || node == null
        ? new Written(String.valueOf(name), ATOM)
        : expression(node);
  }

  private Written expression(Node node) {
    Map<String, String> feeds = wiring.inputs(node.id());
    OpInfo call = calls.get(node.id());
    if (call != null) {
      return call(call.callName(), call.ports(), feeds, node.settings());
    }
    Op op = catalogue.op(node.op());
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
          .map(ExpressionPrinter::literal)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Value.Flag flag && flag.value() ? "true" : "false";
  }
}
