package org.chainrule.engine.lesson;

import org.chainrule.engine.data.Frame;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;

/** A small network that fits a table: its inputs as one vector, and a loss for its label. */
public final class FittingGraph {
  /** An image has more inputs than this: one wide layer reads it. */
  private static final int MANY = 60;

  private FittingGraph() {}

  /** The document, without positions. */
  public static Graph of(Frame frame, String title) {
    int inputs = frame.indices(false).length;
    int[] labels = frame.indices(true);
    int classes = labels.length == 0 ? 0 : frame.variables().get(labels[0]).classes().size();
    String text = classes == 0 ? regression(inputs) : classification(inputs, classes);
    Parsed parsed = Parser.parse(text, Library.standard());
    Graph graph = parsed.graph();
    if (graph == null) {
      throw new IllegalStateException("expected a graph, got " + parsed.problems());
    }
    return new Graph(title, graph.nodes(), graph.wires(), graph.groups(), graph.definitions());
  }

  private static String classification(int inputs, int classes) {
    return "x = input(shape=["
        + inputs
        + "])\ny = label(classes="
        + classes
        + ")\nlogits = mlp(x, units="
        + (inputs > MANY ? "[32, " : "[8, 8, ")
        + classes
        + (inputs > MANY
            ? "], activation=\"relu\", init=\"he\""
            : "], activation=\"tanh\", init=\"xavier\"")
        + ")\nloss = softmax_cross_entropy(logits, y)\n";
  }

  private static String regression(int inputs) {
    return "x = input(shape=["
        + inputs
        + "])\ny = label(shape=[])\n"
        + "yhat = sum(mlp(x, units=[8, 8, 1], activation=\"tanh\", init=\"xavier\"))\n"
        + "loss = (yhat - y)^2\n";
  }
}
