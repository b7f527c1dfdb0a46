package org.chainrule.engine.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Role;
import org.jspecify.annotations.Nullable;

/** The graph as it stands, runnable or not, for programs that draw. */
final class Picture {
  private Picture() {}

  /** A flow chart in Mermaid. */
  static String mermaid(Graph graph, Catalogue catalogue) {
    StringBuilder out = new StringBuilder("flowchart LR\n");
    Map<String, String> ids = ids(graph);
    for (Node node : graph.nodes()) {
      boolean source = role(node, catalogue) != null;
      String label = "\"" + label(node, catalogue).replace("\"", "#quot;") + "\"";
      out.append("  ").append(ids.get(node.id()));
      out.append(source ? "([" + label + "])" : "[" + label + "]").append('\n');
    }
    for (Wire wire : graph.wires()) {
      if (ids.containsKey(wire.from()) && ids.containsKey(wire.to())) {
        out.append("  ").append(ids.get(wire.from())).append(" -->|");
        out.append(wire.port().replace("|", "/").replace("\"", "'")).append("| ");
        out.append(ids.get(wire.to())).append('\n');
      }
    }
    return out.toString();
  }

  /** A directed graph in Graphviz's language. */
  static String dot(Graph graph, Catalogue catalogue) {
    StringBuilder out = new StringBuilder("digraph G {\n  rankdir=LR;\n  node [shape=box];\n");
    Map<String, String> ids = ids(graph);
    for (Node node : graph.nodes()) {
      out.append("  ").append(ids.get(node.id()));
      out.append(" [label=").append(quoted(label(node, catalogue)));
      out.append(role(node, catalogue) != null ? ", shape=ellipse" : "").append("];\n");
    }
    for (Wire wire : graph.wires()) {
      if (ids.containsKey(wire.from()) && ids.containsKey(wire.to())) {
        out.append("  ").append(ids.get(wire.from())).append(" -> ").append(ids.get(wire.to()));
        out.append(" [label=").append(quoted(wire.port())).append("];\n");
      }
    }
    return out.append("}\n").toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static Map<String, String> ids(Graph graph) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      ids.putIfAbsent(node.id(), "n" + ids.size());
    }
    return ids;
  }

  private static String label(Node node, Catalogue catalogue) {
    Op op = catalogue.op(node.op());
    boolean constant = op != null && op.info().role() == Role.CONSTANT;
    String what = op == null ? node.op() : op.info().symbol();
    if (constant && node.settings().get("value") instanceof Value.Num value) {
      what = NumberText.of(value.value());
    }
    return node.name() == null || what.equals(node.name()) ? what : node.name() + " = " + what;
  }

  private static @Nullable Role role(Node node, Catalogue catalogue) {
    Op op = catalogue.op(node.op());
    return op != null && op.info().ports().isEmpty() ? op.info().role() : null;
  }
}
