package org.chainrule.engine.lesson;

import java.util.List;
import org.chainrule.engine.explain.NumberTex;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.text.Printer;

/** Writes parts of a lesson's file from a graph, with the answers that the engine gives. */
public final class Draft {
  private static final String FENCE = "```";

  private Draft() {}

  /** The front matter of a lesson that is yet to be written. */
  public static String front(String title) {
    return "---\ntitle: " + line(title) + "\nsummary: What is learned, in a sentence.\n---\n";
  }

  /** A step about a graph. */
  public static String step(Graph graph, List<String> focus) {
    String lit = focus.isEmpty() ? "" : "\nfocus: " + String.join(", ", focus) + "\n";
    return "## A title\n\nA few sentences. TeX stands between dollar signs.\n\n"
        + fenced(graph)
        + lit;
  }

  /**
   * A question about a graph.
   *
   * @param kind value, gradient, shape, direction, contribution, formula, choice, build, node or
   *     reach
   * @param node the name of the node it is about; of a contribution the one that the wire comes
   *     from
   * @param other of a contribution the node that the wire goes to; otherwise of no use
   * @throws IllegalArgumentException with a sentence where there is no such kind
   */
  public static String question(Graph graph, String kind, String node, String other) {
    String name = "`" + node + "`";
    return switch (kind) {
      case "value" -> computed(graph, "What is the value of " + name + "?", "value " + node);
      case "gradient" ->
          computed(graph, "What is the gradient at " + name + "?", "gradient " + node);
      case "shape" -> computed(graph, "What is the shape of " + name + "?", "shape " + node);
      case "direction" ->
          computed(
              graph,
              "If " + name + " grows a little, what does the loss do?",
              "direction of " + loss(graph) + " by " + node);
      case "contribution" ->
          computed(
              graph,
              "What does " + name + " receive back from `" + other + "`?",
              "contribution " + node + " to " + other);
      case "formula" ->
          "? What is the gradient at "
              + name
              + ", as a formula?\n= formula gradient "
              + node
              + " : write it here\n";
      case "choice" ->
          "? A question?\n(x) the right answer :: Why it is right.\n( ) a wrong one :: Why it is"
              + " wrong.\n";
      case "build" -> "? Build this graph.\n= build " + node + "\n" + fenced(graph);
      case "node" -> "? Which node is it? Select it in the graph.\n= node " + node + "\n";
      case "reach" ->
          "? Change the graph until this is so.\n= reach |gradient "
              + node
              + "| > 0.1\n"
              + fenced(graph);
      default ->
          throw new IllegalArgumentException("There is no kind of question \"" + kind + "\".");
    };
  }

  private static String computed(Graph graph, String question, String text) {
    Target target = Target.read(indexed(graph, text));
    String answer = "";
    if (target != null) {
      Exercise exercise = new Exercise.Computed(question, "", "", target, "", List.of());
      answer = rounded(new Grading(graph).solution(exercise));
    }
    String shown = target == null ? text : target.text();
    return "? " + question + "\n= " + shown + (answer.isEmpty() ? "" : " [" + answer + "]") + "\n";
  }

  /** Of more than one number the first is asked for. */
  private static String indexed(Graph graph, String text) {
    Target target = Target.read(text);
    if (target == null || target.kind() == Target.Kind.SHAPE) {
      return text;
    }
    int rank = new Grading(graph).rank(target.node());
    if (rank <= 0) {
      return text;
    }
    String index = "[0" + ", 0".repeat(rank - 1) + "]";
    int at = text.lastIndexOf(target.node());
    return target.kind() == Target.Kind.CONTRIBUTION
        ? text.replace(target.node() + " to", target.node() + index + " to")
        : text.substring(0, at) + target.node() + index;
  }

  /**
   * An answer of the engine as it is written in a lesson: to four digits, a shape without brackets.
   */
  static String rounded(String answer) {
    try {
      return NumberTex.decimal(Double.parseDouble(answer));
    } catch (NumberFormatException e) {
      return answer.startsWith("[") ? answer.substring(1, answer.length() - 1) : answer;
    }
  }

  private static String loss(Graph graph) {
    for (Node node : graph.nodes()) {
      if ("loss".equals(node.name())) {
        return "loss";
      }
    }
    Node last = graph.nodes().isEmpty() ? null : graph.nodes().get(graph.nodes().size() - 1);
    return last == null ? "loss" : last.label();
  }

  private static String fenced(Graph graph) {
    return FENCE
        + "graph\n"
        + Printer.print(graph, Library.standard()).strip()
        + "\n"
        + FENCE
        + "\n";
  }

  private static String line(String text) {
    return text.isBlank() ? "A lesson" : text.replace('\n', ' ').trim();
  }
}
