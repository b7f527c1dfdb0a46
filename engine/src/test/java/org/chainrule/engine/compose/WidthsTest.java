package org.chainrule.engine.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.text.Printer;
import org.junit.jupiter.api.Test;

class WidthsTest {

  private static Graph graph(String text) {
    Graph graph = Parser.parse(text, Library.standard()).graph();
    assertNotNull(graph);
    return graph;
  }

  private static List<Widths.Layer> layers(Graph graph) {
    return Widths.of(graph, Library.standard());
  }

  private static String widened(String text, int layer, int width) {
    Graph graph = graph(text);
    Graph wide = Widths.widened(graph, layers(graph).get(layer), width);
    Plan plan = Compiler.compile(wide, Library.standard());
    assertTrue(plan.complete(), () -> plan.problems().toString());
    return Printer.print(wide, Library.standard());
  }

  private static final String SQUARE =
      """
      x = input(shape=[4])
      y = label(classes=4)
      W1 = param(shape=[4, 4], init="he")
      b1 = param(shape=[4])
      W2 = param(shape=[4, 4], init="he")
      h1 = tanh(W1 @ x + b1)
      h2 = tanh(W2 @ h1)
      V = param(shape=[4, 4], init="he")
      loss = softmax_cross_entropy(V @ h2, y)
      """;

  @Test
  void everyHiddenLayerIsFoundAndTheAnswerIsNone() {
    List<Widths.Layer> layers = layers(graph(SQUARE));
    assertEquals(List.of("h1", "h2"), layers.stream().map(Widths.Layer::label).toList());
    assertEquals(List.of(4, 4), layers.stream().map(Widths.Layer::width).toList());
  }

  @Test
  void whatFollowsALayerFollowsItsWidthAndNothingElse() {
    String text = widened(SQUARE, 0, 9);
    assertTrue(text.contains("W1 = param(shape=[9, 4]"), text);
    assertTrue(text.contains("b1 = param(shape=[9]"), text);
    assertTrue(text.contains("W2 = param(shape=[4, 9]"), text);
    assertTrue(text.contains("V = param(shape=[4, 4]"), text);
  }

  @Test
  void aCallSaysItsNewWidth() {
    String text =
        """
        x = input(shape=[2])
        y = label(classes=2)
        logits = mlp(x, units=[8, 8, 2], activation="tanh", init="xavier")
        loss = softmax_cross_entropy(logits, y)
        """;
    assertEquals(2, layers(graph(text)).size());
    assertTrue(widened(text, 1, 3).contains("units=[8, 3, 2]"), widened(text, 1, 3));
    String dense =
        """
        x = input(shape=[3])
        y = label()
        h = dense(x, units=5, activation="relu")
        v = param(shape=[5], init="normal")
        loss = (sum(v * h) - y)^2
        """;
    assertTrue(widened(dense, 0, 6).contains("units=6"), widened(dense, 0, 6));
  }

  @Test
  void theChannelsOfAConvolutionCountAsOftenAsTheyAreFlattened() {
    String text =
        """
        x = input(shape=[64])
        y = label(classes=3)
        K = param(shape=[5, 1, 3, 3], init="he")
        c = relu(conv2d(reshape(x, shape=[1, 8, 8]), K))
        W = param(shape=[3, 180], init="he")
        loss = softmax_cross_entropy(W @ flatten(c), y)
        """;
    assertEquals(5, layers(graph(text)).get(0).width());
    String wide = widened(text, 0, 2);
    assertTrue(wide.contains("K = param(shape=[2, 1, 3, 3]"), wide);
    assertTrue(wide.contains("W = param(shape=[3, 72]"), wide);
  }

  @Test
  void aMatrixWhoseNumbersAreGivenHasNoWidthToSet() {
    String text =
        """
        x = input([1, 2])
        W = param([[1, 2], [3, 4], [5, 6]])
        loss = sum(tanh(W @ x))
        """;
    assertEquals(List.of(), layers(graph(text)));
  }
}
