package org.chainrule.engine.lesson;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.graph.Position;
import org.chainrule.engine.json.JsonWriter;

/** THE list of examples; the first is what a first visit opens. */
public final class Examples {
  private static final List<Example> ALL =
      List.of(
          new Example(
              "cs540",
              "CS540: a small network",
              "Two hidden units with ReLU, one labelled example and the squared loss: what does w2 change?",
              "",
              """
              x = input(2)
              y = label(1)
              w1 = param(0.5)
              w2 = param(1)
              w3 = param(0.2)
              w4 = param(0.1)
              h1 = relu(w1 * x)
              h2 = relu(w2 * x)
              yhat = w3 * h1 + w4 * h2
              loss = (yhat - y)^2
              """,
              Map.ofEntries(
                  at("w1", 0, 132),
                  at("x", 0, 264),
                  at("w2", 0, 396),
                  at("h1.1", 188, 132),
                  at("h2.1", 188, 396),
                  at("w3", 376, 0),
                  at("h1", 376, 132),
                  at("w4", 376, 264),
                  at("h2", 376, 396),
                  at("yhat.1", 564, 66),
                  at("yhat.2", 564, 330),
                  at("yhat", 752, 198),
                  at("y", 752, 330),
                  at("loss.1", 940, 264),
                  at("loss.2", 940, 396),
                  at("loss", 1128, 330))),
          new Example(
              "mnist",
              "MNIST: handwritten digits",
              "784 pixels, 128 hidden units with ReLU and ten classes, to be trained on all of MNIST.",
              "mnist",
              """
              x = input(shape=[784])
              y = label(classes=10)
              W1 = param(shape=[128, 784], init="he")
              b1 = param(shape=[128], init="zeros")
              W2 = param(shape=[10, 128], init="he")
              b2 = param(shape=[10], init="zeros")
              h = relu(W1 @ x + b1)
              logits = W2 @ h + b2
              loss = softmax_cross_entropy(logits, y)
              """,
              Map.ofEntries(
                  at("W1", 0, 0),
                  at("x", 0, 132),
                  at("h.1", 188, 66),
                  at("b1", 188, 198),
                  at("h.2", 376, 132),
                  at("W2", 564, 0),
                  at("h", 564, 132),
                  at("logits.1", 752, 66),
                  at("b2", 752, 198),
                  at("logits", 940, 132),
                  at("y", 940, 264),
                  at("loss", 1128, 198))),
          new Example(
              "spiral",
              "Spiral: two arms to tell apart",
              "Two hidden layers that learn to tell two spiral arms apart, point by point.",
              "spiral",
              """
              x = input(shape=[2])
              y = label(classes=2)
              W1 = param(shape=[16, 2], init="xavier", seed=1)
              b1 = param(shape=[16], init="uniform", scale=1, seed=1)
              W2 = param(shape=[12, 16], init="xavier", seed=1)
              b2 = param(shape=[12], init="zeros")
              W3 = param(shape=[2, 12], init="xavier", seed=1)
              b3 = param(shape=[2], init="zeros")
              h1 = tanh(W1 @ x + b1)
              h2 = tanh(W2 @ h1 + b2)
              logits = W3 @ h2 + b3
              loss = softmax_cross_entropy(logits, y)
              """,
              Map.ofEntries(
                  at("x", 0, 260),
                  at("W1", 0, 0),
                  at("h1.1", 185, 130),
                  at("b1", 185, 330),
                  at("h1.2", 370, 215),
                  at("h1", 555, 215),
                  at("W2", 555, -30),
                  at("h2.1", 740, 110),
                  at("b2", 740, 310),
                  at("h2.2", 925, 200),
                  at("h2", 1110, 200),
                  at("W3", 1110, -30),
                  at("logits.1", 1295, 110),
                  at("b3", 1295, 310),
                  at("logits", 1480, 200),
                  at("y", 1480, 400),
                  at("loss", 1665, 270))),
          new Example(
              "xor",
              "XOR: what one neuron cannot do",
              "Four hidden units and a sigmoid: no straight line parts the two classes.",
              "xor",
              """
              x1 = input()
              x2 = input()
              y = label(classes=2)
              x = stack(x1, x2)
              W = param(shape=[4, 2], init="xavier", seed=3)
              b = param(shape=[4], init="zeros")
              w = param(shape=[4], init="xavier", seed=3)
              c = param(0)
              h = tanh(W @ x + b)
              score = w @ h + c
              loss = binary_cross_entropy_with_logits(score, y)
              """,
              Map.ofEntries(
                  at("x1", 0, 0),
                  at("x2", 0, 150),
                  at("x", 185, 70),
                  at("W", 185, -170),
                  at("h.1", 370, -20),
                  at("b", 370, 200),
                  at("h.2", 555, 80),
                  at("h", 740, 80),
                  at("w", 740, -110),
                  at("score.1", 925, 0),
                  at("c", 925, 190),
                  at("score", 1110, 80),
                  at("y", 1110, 270),
                  at("loss", 1295, 150))),
          new Example(
              "mnist-cnn",
              "MNIST: a small convolutional network",
              "Two banks of filters with pooling, then one layer: it reads more digits with a fifth of the weights.",
              "mnist",
              """
              x = input(shape=[28, 28])
              y = label(classes=10)
              K1 = param(shape=[16, 1, 5, 5], init="he")
              c1 = param(shape=[16, 1, 1], init="zeros")
              K2 = param(shape=[32, 16, 5, 5], init="he")
              c2 = param(shape=[32, 1, 1], init="zeros")
              W = param(shape=[10, 512], init="he")
              b = param(shape=[10], init="zeros")
              h1 = max_pool(relu(conv2d(x, K1) + c1))
              h2 = max_pool(relu(conv2d(h1, K2) + c2))
              logits = W @ flatten(h2) + b
              loss = softmax_cross_entropy(logits, y)
              """,
              Map.of()),
          new Example(
              "mnist-autoencoder",
              "MNIST: an autoencoder",
              "The image is squeezed into 32 numbers and drawn again from them; there is no label but the image.",
              "mnist",
              """
              x = input(shape=[784])
              W1 = param(shape=[32, 784], init="he")
              b1 = param(shape=[32], init="zeros")
              W2 = param(shape=[784, 32], init="xavier")
              b2 = param(shape=[784], init="zeros")
              code = relu(W1 @ x + b1)
              xhat = sigmoid(W2 @ code + b2)
              loss = squared_error(xhat, x, reduction="sum")
              """,
              Map.of()),
          new Example(
              "mnist-3-or-8",
              "MNIST: a 3 or an 8?",
              "Logistic regression on pixels: choose the digits 3 and 8, and look at what w has become.",
              "mnist",
              """
              x = input(shape=[784])
              y = label()
              w = param(shape=[784], init="zeros")
              b = param(0)
              z = w @ x + b
              loss = binary_cross_entropy_with_logits(z, y)
              """,
              Map.of()),
          new Example(
              "logistic-regression",
              "Logistic regression from scratch",
              "A line between two clouds, learned with the cross-entropy written out term by term.",
              "gauss",
              """
              x = input(shape=[2])
              y = label(classes=2)
              w = param([0, 0])
              b = param(0)
              z = w @ x + b
              p = sigmoid(z)
              loss = -y * log(p) - (1 - y) * log(1 - p)
              """,
              Map.of()),
          new Example(
              "residual",
              "Residual connections",
              "Each layer adds to what it is given: the 1 of the sum lets the gradient past the layer.",
              "moons",
              """
              x = input(shape=[2])
              y = label(classes=2)
              W0 = param(shape=[6, 2], init="xavier", seed=1)
              b0 = param(shape=[6], init="zeros")
              W1 = param(shape=[6, 6], init="xavier", seed=2)
              W2 = param(shape=[6, 6], init="xavier", seed=3)
              V = param(shape=[2, 6], init="xavier", seed=4)
              h0 = tanh(W0 @ x + b0)
              h1 = h0 + tanh(W1 @ h0)
              h2 = h1 + tanh(W2 @ h1)
              logits = V @ h2
              loss = softmax_cross_entropy(logits, y)
              """,
              Map.of()),
          new Example(
              "embedding",
              "An embedding",
              "A word is a row of a table. Only the row that was looked up gets a gradient.",
              "",
              """
              word = input(2)
              next = label(4, classes=5)
              E = param([[0.5, -1], [1, 0.5], [-0.5, 1], [0, -0.5], [1, 1]])
              W = param([[1, 0], [0, 1], [-1, 0], [0, -1], [0.5, 0.5]])
              v = gather(E, word)
              logits = W @ v
              loss = softmax_cross_entropy(logits, next)
              """,
              Map.of()),
          new Example(
              "attention",
              "Attention: one head",
              "Three tokens ask each other: the softmax of how well queries meet keys weighs the values.",
              "",
              """
              X = input([[1, 0], [0, 1], [1, 1]])
              Y = label([[1, 0], [0, 1], [0.5, 0.5]])
              Wq = param([[1, 0.5], [-0.5, 1]])
              Wk = param([[0.5, -1], [1, 0.5]])
              Wv = param([[1, 0], [0, 1]])
              Q = X @ Wq
              K = X @ Wk
              V = X @ Wv
              scores = Q @ transpose(K) / sqrt(2)
              A = softmax(scores)
              out = A @ V
              loss = squared_error(out, Y, reduction="mean")
              """,
              Map.of()),
          new Example(
              "two-paths",
              "Two paths",
              "x1 reaches the result twice, so its derivative is a sum over both paths.",
              "",
              """
              x1 = input(3)
              x2 = input(2)
              f = x1 * (x1 + x2)
              """,
              Map.ofEntries(
                  at("x1", 0, 0), at("x2", 0, 185), at("f.1", 188, 132), at("f", 376, 59))),
          new Example(
              "logistic",
              "A logistic neuron",
              "Two inputs, a sigmoid and the cross-entropy written out: the long product becomes yhat minus y.",
              "",
              """
              x1 = input(1)
              x2 = input(-2)
              y = label(1)
              w11 = param(0.5)
              w21 = param(0.25)
              z = w11 * x1 + w21 * x2
              yhat = sigmoid(z)
              loss = -y * log(yhat) - (1 - y) * log(1 - yhat)
              """,
              Map.of()),
          new Example(
              "chain",
              "A chain of two functions",
              "The chain rule for (2 theta + 1)^4: the derivative is 8 (2 theta + 1)^3.",
              "",
              """
              theta = param(1)
              u = 2 * theta + 1
              h = u^4
              """,
              Map.of()));

  private Examples() {}

  /** Every example, in the order of the menu. */
  public static List<Example> all() {
    return ALL;
  }

  /** The examples as JSON: id, title, summary, dataset and document. */
  public static String json() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Example example : ALL) {
      out.beginObject().key("id").value(example.id());
      out.key("title").value(example.title());
      out.key("summary").value(example.summary());
      out.key("dataset").value(example.dataset());
      out.key("document").raw(GraphCodec.write(example.document())).endObject();
    }
    return out.endArray().toString();
  }

  private static Map.Entry<String, Position> at(String id, double x, double y) {
    return Map.entry(id, new Position(x, y));
  }
}
