package org.chainrule.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every graph of the two lectures as text, to the figures on the slides. */
class LectureTextTest {
  private static final double EXACT = 1e-15;

  private static String text(String row) {
    try (InputStream in = LectureTextTest.class.getResourceAsStream("/lectures/" + row + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Run run(String row) {
    return Graphs.run(text(row));
  }

  private static double[] gradient(Run run, String name) {
    return run.gradients().gradient(run.step(name)).toArray();
  }

  private static double[] values(Run run, String name) {
    return run.evaluation().value(run.step(name)).toArray();
  }

  private static void same(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-13, "entry " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "u10", "u11", "u12a", "u12b", "u13",
        "u14", "u15", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10", "g11"
      })
  void aRowIsUnderADozenLinesAndPrintsAsItIsRead(String row) {
    String text = text(row);
    assertTrue(text.lines().filter(line -> !line.startsWith("#")).count() < 12);
    Graph graph = Graphs.graph(text);
    String printed = Printer.print(graph, Library.standard());
    assertEquals(graph, Graphs.graph(printed));
    assertEquals(text.substring(text.indexOf('\n') + 1), printed);
    Run run = Graphs.run(text);
    assertTrue(run.plan().loss() >= 0, "something to differentiate");
    assertEquals(0, run.evaluation().problems().size());
  }

  @Test
  void u1TheGradientIsOneVector() {
    same(new double[] {0.4, 0.2, 1, 2, 0.2, 0.1, 1}, gradient(run("u1"), "theta"));
    assertEquals(0.4, run("u1").value("yhat"), EXACT);
  }

  @Test
  void u2ForwardValueByValue() {
    Run u2 = run("u2");
    assertEquals(1, u2.value("h1"));
    assertEquals(2, u2.value("h2"));
    assertEquals(0.4, u2.value("yhat"), EXACT);
  }

  @Test
  void u3AndU4AGreaterWeightLowersTheLoss() {
    for (String row : new String[] {"u3", "u4"}) {
      Run run = run(row);
      assertEquals(0.36, run.value("loss"), EXACT);
      assertEquals(-1.2, run.gradient("yhat"), EXACT);
      assertEquals(-0.48, run.gradient("w1"), EXACT);
      assertEquals(-0.24, run.gradient("w2"), EXACT);
      assertEquals(-1.2, run.gradient("w3"), EXACT);
      assertEquals(-2.4, run.gradient("w4"), EXACT);
      assertEquals(-0.24, run.gradient("x"), EXACT);
    }
  }

  /** The values after some steps of gradient descent in float64, by name. */
  private static Evaluation descended(String row, double rate, int steps) {
    Plan plan = Graphs.plan(text(row));
    Map<String, Tensor> theta = new HashMap<>();
    for (int t = 0; t < steps; t++) {
      Evaluation at = Evaluation.run(plan, theta);
      Gradients gradients = Gradients.of(at, plan.loss());
      for (int i = 0; i < plan.steps().size(); i++) {
        Plan.Step step = plan.steps().get(i);
        if (step.op().info().role() == Role.PARAMETER) {
          theta.put(step.node().label(), at.value(i).plus(gradients.gradient(i).times(-rate)));
        }
      }
    }
    return Evaluation.run(plan, theta);
  }

  private static double value(Evaluation evaluation, String name) {
    for (int i = 0; i < evaluation.plan().steps().size(); i++) {
      if (name.equals(evaluation.plan().steps().get(i).node().name())) {
        return evaluation.value(i).item();
      }
    }
    throw new AssertionError("no step is called " + name);
  }

  @Test
  void u5AfterOneStep() {
    assertEquals(0.71776, run("u5").value("yhat"), 5e-6);
    assertEquals(0.07966, run("u5").value("loss"), 5e-6);
    assertEquals(0.71776, value(descended("u4", 0.05, 1), "yhat"), 5e-6);
    assertEquals(0.07966, value(descended("u4", 0.05, 1), "loss"), 5e-6);
    assertEquals(1.04704, value(descended("u4", 0.1, 1), "yhat"), 5e-6);
    assertEquals(0.00221, value(descended("u4", 0.1, 1), "loss"), 5e-6);
  }

  @Test
  void u6ADeadUnit() {
    assertEquals(0, run("u6").value("h2"));
    assertEquals(0, run("u6").gradient("w2"), 0);
  }

  @Test
  void u7AndU9MeanAndSumDifferByTheCountOfExamples() {
    for (String name : new String[] {"w1", "w2", "w3", "w4"}) {
      assertEquals(3 * run("u7").gradient(name), run("u9").gradient(name), EXACT);
    }
    double[][] examples = {{2, 1}, {1, 0}, {-1, 0.5}};
    double sum = 0;
    for (double[] example : examples) {
      String one =
          text("u4")
              .replace("input(2)", "input(" + example[0] + ")")
              .replace("label(1)", "label(" + example[1] + ")");
      sum += Graphs.run(one).gradient("w2");
    }
    assertEquals(sum, run("u9").gradient("w2"), EXACT);
  }

  @Test
  void u8EveryStepShrinksTheDistance() {
    for (int t = 0; t <= 10; t++) {
      double distance = 3 - value(descended("u8", 0.1, t), "theta");
      assertEquals(2 * Math.pow(0.8, t), distance, 1e-14);
    }
  }

  @Test
  void u10TheLandscape() {
    for (double w2 = -1; w2 <= 1; w2 += 0.5) {
      for (double w4 = -1; w4 <= 1; w4 += 0.5) {
        String at =
            text("u10")
                .replace("w2 = param(1)", "w2 = param(" + w2 + ")")
                .replace("param(0.1)", "param(" + w4 + ")");
        double expected = Math.pow(0.2 + w4 * Math.max(0, 2 * w2) - 1, 2);
        assertEquals(expected, Graphs.run(at).value("loss"), 1e-14);
      }
    }
  }

  @Test
  void u11TheRulesAddUp() {
    double chain = Math.exp(Math.sin(Math.log(2))) * Math.cos(Math.log(2)) / 2;
    double expected = 12 * 8 + 0.5 + Math.exp(2) * 3 + chain;
    assertEquals(expected, run("u11").gradient("x"), 1e-12);
  }

  @Test
  void u12Partials() {
    assertEquals(0.25, run("u12a").gradient("x1"));
    assertEquals(0.2, run("u12a").gradient("x2"));
    assertEquals(8, run("u12b").gradient("x1"));
    assertEquals(3, run("u12b").gradient("x2"));
  }

  @Test
  void u13AWeightInTheMiddle() {
    Run u13 = run("u13");
    assertEquals(2 * (0.3 - 1) * 0.2, u13.gradient("h2"), EXACT);
    assertEquals(u13.gradient("h2") * u13.value("h1"), u13.gradient("w2"), EXACT);
  }

  @Test
  void u14TheLongProductIsTheShortOne() {
    Run u14 = run("u14");
    double yhat = u14.value("yhat");
    assertEquals(-1 / yhat, u14.gradient("yhat"), EXACT);
    assertEquals((yhat - 1) * 0.5, u14.gradient("w11"), EXACT);
    assertEquals((yhat - 1) * 0.7, u14.gradient("x1"), EXACT);
  }

  @Test
  void u15TwoPathsThroughTheHiddenLayer() {
    Run u15 = run("u15");
    double[] a = values(u15, "a");
    double delta = u15.value("yhat") - 1;
    same(new double[] {delta * 1.5, delta * -0.5}, gradient(u15, "a"));
    double first = delta * 1.5 * a[0] * (1 - a[0]);
    double second = delta * -0.5 * a[1] * (1 - a[1]);
    same(new double[] {first, first * -2, second, second * -2}, gradient(u15, "W"));
    assertEquals(first * 0.5 + second * 0.25, gradient(u15, "x")[0], EXACT);
  }

  @Test
  void g1ANeuronIsALogisticRegression() {
    Run g1 = run("g1");
    double z = values(g1, "yhat_b")[0];
    for (int i = 0; i < 2; i++) {
      z += values(g1, "yhat_w")[i] * values(g1, "a")[i];
    }
    assertEquals(1 / (1 + Math.exp(-z)), g1.value("yhat"), EXACT);
    double delta = g1.value("yhat") - 1;
    assertEquals(delta * values(g1, "a")[0], gradient(g1, "yhat_w")[0], 1e-14);
    assertEquals(delta, g1.gradient("yhat_b"), 1e-14);
  }

  @Test
  void g2TheShapesOfTheVectorForm() {
    Run g2 = run("g2");
    assertEquals(Shape.of(2), g2.plan().steps().get(g2.step("h")).shape());
    assertEquals(Shape.SCALAR, g2.plan().steps().get(g2.step("y")).shape());
    double h1 = Math.tanh(0.5 + 2 + 1);
    double h2 = Math.tanh(0.25 - 4 - 0.5);
    assertEquals(1 / (1 + Math.exp(-(1.5 * h1 - 0.5 * h2))), g2.value("y"), 1e-14);
  }

  @Test
  void g3FourLayersAreFourMatrices() {
    Run g3 = run("g3");
    Shape[] shapes = {Shape.of(4, 3), Shape.of(4, 4), Shape.of(3, 4), Shape.of(1, 3)};
    String[] names = {"y_layer1_W", "y_layer2_W", "y_layer3_W", "y_W"};
    for (int i = 0; i < names.length; i++) {
      assertEquals(shapes[i], g3.plan().steps().get(g3.step(names[i])).shape());
      assertEquals(shapes[i].size(), gradient(g3, names[i]).length);
    }
  }

  @Test
  void g4ToG6TheErrorAtTheOutputIsPredictionMinusLabel() {
    Run g4 = run("g4");
    assertEquals(2 * (values(g4, "f")[0] - 2), gradient(g4, "f")[0], 1e-14);
    Run g5 = run("g5");
    assertEquals(1 / (1 + Math.exp(-values(g5, "z")[0])) - 1, gradient(g5, "z")[0], 1e-14);
    Run g6 = run("g6");
    double[] logits = values(g6, "logits");
    double total = Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]);
    for (int i = 0; i < 3; i++) {
      double expected = Math.exp(logits[i]) / total - (i == 2 ? 1 : 0);
      assertEquals(expected, gradient(g6, "logits")[i], 1e-14);
    }
  }

  @Test
  void g7AndG8ThePenaltyAddsItsGradient() {
    String bare = text("g7").replace(" + l2(V, W, weight=0.1) + l1(W, weight=0.01)", "");
    double[] expected = gradient(Graphs.run(bare), "W");
    double[] w = {0.5, -1, 0.25, 2};
    for (int i = 0; i < w.length; i++) {
      expected[i] += 0.2 * w[i] + 0.01 * Math.signum(w[i]);
    }
    same(expected, gradient(run("g7"), "W"));
    assertEquals(2 * (1 - 3) * 2 + 0.1 * 2 * 0.5, run("g8").gradient("theta"), EXACT);
  }

  @Test
  void g9TheChainRuleOfThePolynomial() {
    assertEquals(216, run("g9").gradient("theta"));
    assertEquals(8, Graphs.run(text("g9").replace("param(1)", "param(0)")).gradient("theta"));
  }

  @Test
  void g10TheVectorChainRuleSumsOverAllPaths() {
    Run g10 = run("g10");
    double[] u = values(g10, "u");
    double[][] a = {{0.5, -1, 2}, {0.25, 2, -1}};
    int step = g10.step("u");
    double[] jacobian = g10.gradients().localDerivative(step, 1).toArray();
    same(new double[] {0.5, -1, 2, 0.25, 2, -1}, jacobian);
    for (int i = 0; i < 3; i++) {
      double expected = 2 * u[0] * a[0][i] + 2 * u[1] * a[1][i];
      assertEquals(expected, gradient(g10, "theta")[i], 1e-14);
    }
  }

  @Test
  void g11TheWalkBackReusesWhatItHas() {
    Run g11 = run("g11");
    double[] h = values(g11, "h");
    double f = g11.value("f");
    double df = 2 * (f - 1);
    assertEquals(df, g11.gradient("f"), EXACT);
    double dz = df * f * (1 - f);
    same(new double[] {dz * h[0], dz * h[1]}, gradient(g11, "V"));
    same(new double[] {dz * 1.5, dz * -0.5}, gradient(g11, "h"));
    double first = dz * 1.5 * (1 - h[0] * h[0]);
    double second = dz * -0.5 * (1 - h[1] * h[1]);
    double[] x = {1, -2, 0.5};
    same(
        new double[] {
          first * x[0], first * x[1], first * x[2], second * x[0], second * x[1], second * x[2]
        },
        gradient(g11, "W"));
  }
}
