package org.chainrule.engine.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.data.Dataset.Column;
import org.chainrule.engine.data.Table;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;

/**
 * A network written twice: as a text for Chainrule and as calls for libtorch, with the data that
 * both train on.
 *
 * @param name what the report calls it
 * @param text the graph for one example
 * @param loss the mean loss of a batch in libtorch
 * @param data the examples, an input and a label each
 * @param batch examples of one step
 */
record Network(String name, String text, Loss loss, Table data, int batch) {

  /** The mean loss of a batch. */
  interface Loss {
    /**
     * @param parameters by name
     * @param x the inputs, one along the first axis for each example
     * @param y the labels, likewise
     */
    Tensor of(Map<String, Tensor> parameters, Tensor x, Tensor y);
  }

  private static final String PERCEPTRON =
      """
      x = input(shape=[20])
      y = label(classes=5)
      W1 = param(shape=[16, 20], init="he")
      b1 = param(shape=[16])
      W2 = param(shape=[5, 16], init="xavier")
      b2 = param(shape=[5])
      h = relu(W1 @ x + b1)
      loss = softmax_cross_entropy(W2 @ h + b2, y)
      """;

  private static final String SIGMOIDS =
      """
      x = input(shape=[4])
      y = label(classes=2)
      W1 = param(shape=[8, 4], init="xavier")
      b1 = param(shape=[8])
      w2 = param(shape=[8], init="normal")
      b2 = param(0)
      h = sigmoid(W1 @ x + b1)
      loss = binary_cross_entropy(sigmoid(w2 @ h + b2), y)
      """;

  private static final String CONVOLUTIONS =
      """
      x = input(shape=[1, 6, 6])
      y = label(classes=4)
      K = param(shape=[3, 1, 3, 3], init="he")
      W = param(shape=[4, 12], init="xavier")
      b = param(shape=[4])
      h = flatten(max_pool(relu(conv2d(x, K))))
      loss = softmax_cross_entropy(W @ h + b, y)
      """;

  static List<Network> all() {
    return List.of(
        new Network("U4", Graphs.U4, Network::u4, one(), 1),
        new Network("MLP, softmax", PERCEPTRON, Network::perceptron, random(Shape.of(20), 5), 8),
        new Network("sigmoids, BCE", SIGMOIDS, Network::sigmoids, random(Shape.of(4), 2), 8),
        new Network(
            "convolutions, softmax",
            CONVOLUTIONS,
            Network::convolutions,
            random(Shape.of(1, 6, 6), 4),
            8));
  }

  private static Tensor u4(Map<String, Tensor> p, Tensor x, Tensor y) {
    Tensor h1 = torch.relu(p.get("w1").mul(x));
    Tensor h2 = torch.relu(p.get("w2").mul(x));
    Tensor predicted = p.get("w3").mul(h1).add(p.get("w4").mul(h2));
    return torch.mse_loss(predicted, y);
  }

  private static Tensor perceptron(Map<String, Tensor> p, Tensor x, Tensor y) {
    Tensor h = torch.relu(torch.linear(x, p.get("W1"), new TensorOptional(p.get("b1"))));
    Tensor logits = torch.linear(h, p.get("W2"), new TensorOptional(p.get("b2")));
    return torch.cross_entropy_loss(logits, y.to(torch.ScalarType.Long));
  }

  private static Tensor sigmoids(Map<String, Tensor> p, Tensor x, Tensor y) {
    Tensor h = torch.sigmoid(torch.linear(x, p.get("W1"), new TensorOptional(p.get("b1"))));
    Tensor probability = torch.sigmoid(h.matmul(p.get("w2")).add(p.get("b2")));
    return torch.binary_cross_entropy(probability, y);
  }

  private static Tensor convolutions(Map<String, Tensor> p, Tensor x, Tensor y) {
    Tensor h = torch.max_pool2d(torch.relu(torch.conv2d(x, p.get("K"))), 2, 2);
    Tensor logits = torch.linear(h.flatten(1, -1), p.get("W"), new TensorOptional(p.get("b")));
    return torch.cross_entropy_loss(logits, y.to(torch.ScalarType.Long));
  }

  /** The one example of the slide, ten times over. */
  private static Table one() {
    List<Column> columns =
        List.of(
            new Column("x", false, Shape.SCALAR, 0), new Column("y", true, Shape.SCALAR, 0));
    List<List<org.chainrule.engine.tensor.Tensor>> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(
          List.of(
              org.chainrule.engine.tensor.Tensor.scalar(2),
              org.chainrule.engine.tensor.Tensor.scalar(1)));
    }
    return new Table(columns, rows);
  }

  /** Eighty normal inputs with random classes. */
  private static Table random(Shape shape, int classes) {
    Generator random = new Generator(4, classes);
    List<List<org.chainrule.engine.tensor.Tensor>> rows = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      rows.add(
          List.of(
              org.chainrule.engine.tensor.Tensor.zeros(shape)
                  .map(unused -> (float) random.nextGaussian()),
              org.chainrule.engine.tensor.Tensor.scalar(random.nextInt(classes))));
    }
    return new Table(
        List.of(new Column("x", false, shape, 0), new Column("y", true, Shape.SCALAR, classes)),
        rows);
  }
}
