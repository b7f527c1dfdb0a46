package org.chainrule.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The worked examples of the two lectures, through the command line as anyone would run it. */
@DisplayName("eval gives the figures of the slides for")
class LectureEvalTest {
  private static final double EXACT = 1e-14;

  private static JsonNode eval(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Main.Console console =
        new Main.Console(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    assertEquals(0, Main.run(console, Map.of(), new String[] {"eval", "-"}), err.toString());
    return TestServer.json(out.toString(StandardCharsets.UTF_8));
  }

  private static double value(JsonNode evaluated, String name) {
    return evaluated.get("values").get(name).doubleValue();
  }

  private static double gradient(JsonNode evaluated, String name) {
    return evaluated.get("gradients").get(name).doubleValue();
  }

  @Test
  @DisplayName("U4, the network and its four numbers")
  void u4() {
    JsonNode u4 = eval(TestServer.U4);
    assertEquals(0.4, value(u4, "yhat"), EXACT);
    assertEquals(0.36, value(u4, "loss"), EXACT);
    assertEquals(-1.2, gradient(u4, "yhat"), EXACT);
    assertEquals(-0.12, gradient(u4, "h2"), EXACT);
    assertEquals(-0.24, gradient(u4, "w2"), EXACT);
    assertEquals(-0.24, gradient(u4, "x"), EXACT);
  }

  @Test
  @DisplayName("U5, the same after one step of gradient descent at two rates")
  void u5() {
    JsonNode start = eval(TestServer.U4);
    double[][] figures = {{0.05, 0.71776, 0.07966}, {0.1, 1.04704, 0.00221}};
    for (double[] figure : figures) {
      String text = TestServer.U4;
      for (String name : new String[] {"w1", "w2", "w3", "w4"}) {
        double next = value(start, name) - figure[0] * gradient(start, name);
        text = text.replaceAll(name + " = param\\([^)]*\\)", name + " = param(" + next + ")");
      }
      JsonNode after = eval(text);
      assertEquals(figure[1], value(after, "yhat"), 5e-6);
      assertEquals(figure[2], value(after, "loss"), 5e-6);
    }
  }

  @Test
  @DisplayName("U6, a dead unit")
  void u6() {
    JsonNode dead = eval(TestServer.U4.replace("w2 = param(1)", "w2 = param(-1)"));
    assertEquals(0, value(dead, "h2"), EXACT);
    assertEquals(0, gradient(dead, "w2"), EXACT);
  }

  @Test
  @DisplayName("U11, the rules")
  void u11() {
    assertEquals(3 * 4 * 8, gradient(eval("x = input(2)\nf = 3 * x^4\n"), "x"), EXACT);
    assertEquals(0.25, gradient(eval("x = input(4)\nf = log(x)\n"), "x"), EXACT);
    assertEquals(0, gradient(eval("x = input(4)\nf = 0 * x + 7\n"), "x"), EXACT);
    assertEquals(1 + 8, gradient(eval("x = input(4)\nf = x + x^2\n"), "x"), EXACT);
    assertEquals(3 * 16, gradient(eval("x = input(4)\nf = x * x^2\n"), "x"), EXACT);
    assertEquals(
        Math.cos(9) * 6, gradient(eval("x = input(3)\nu = x^2\nf = sin(u)\n"), "x"), EXACT);
  }

  @Test
  @DisplayName("U12, partial derivatives and a fan-out")
  void u12() {
    JsonNode logs = eval("x1 = input(2)\nx2 = input(5)\nf = log(x1) + log(x2)\n");
    assertEquals(0.5, gradient(logs, "x1"), EXACT);
    assertEquals(0.2, gradient(logs, "x2"), EXACT);
    JsonNode product = eval("x1 = input(3)\nx2 = input(5)\nf = x1 * (x1 + x2)\n");
    assertEquals(2 * 3 + 5, gradient(product, "x1"), EXACT);
    assertEquals(3, gradient(product, "x2"), EXACT);
  }

  @Test
  @DisplayName("U14, a sigmoid neuron whose long product is yhat minus y")
  void u14() {
    JsonNode neuron =
        eval(
            """
            x1 = input(0.5)
            x2 = input(-2)
            y = label(1)
            w11 = param(0.7)
            w21 = param(0.3)
            z = w11 * x1 + w21 * x2
            yhat = sigmoid(z)
            loss = -y * log(yhat) - (1 - y) * log(1 - yhat)
            """);
    double yhat = value(neuron, "yhat");
    assertEquals((1 - 1) / (1 - yhat) - 1 / yhat, gradient(neuron, "yhat"), EXACT);
    assertEquals((yhat - 1) * 0.5, gradient(neuron, "w11"), EXACT);
    assertEquals((yhat - 1) * 0.7, gradient(neuron, "x1"), EXACT);
  }

  @Test
  @DisplayName("U15, a network of two sigmoid layers")
  void u15() {
    JsonNode network =
        eval(
            """
            x1 = input(0.5)
            y = label(0)
            v11 = param(0.4)
            v12 = param(-0.6)
            w11 = param(0.7)
            w21 = param(0.3)
            a11 = sigmoid(v11 * x1)
            a12 = sigmoid(v12 * x1)
            yhat = sigmoid(w11 * a11 + w21 * a12)
            loss = -y * log(yhat) - (1 - y) * log(1 - yhat)
            """);
    double error = value(network, "yhat") - 0;
    double a11 = value(network, "a11");
    double a12 = value(network, "a12");
    assertEquals(error * 0.7, gradient(network, "a11"), EXACT);
    assertEquals(error * 0.7 * a11 * (1 - a11) * 0.5, gradient(network, "v11"), EXACT);
    assertEquals(
        error * (0.7 * a11 * (1 - a11) * 0.4 + 0.3 * a12 * (1 - a12) * -0.6),
        gradient(network, "x1"),
        EXACT);
  }

  @Test
  @DisplayName("G9, the chain rule of a polynomial")
  void g9() {
    for (double theta : new double[] {0, 1}) {
      JsonNode chain = eval("theta = param(" + theta + ")\nu = 2 * theta + 1\nh = u^4\n");
      assertEquals(8 * Math.pow(2 * theta + 1, 3), gradient(chain, "theta"), EXACT);
    }
  }
}
