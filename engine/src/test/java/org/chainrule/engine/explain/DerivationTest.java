package org.chainrule.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.explain.Derivation.Line;
import org.junit.jupiter.api.Test;

/** The chain rule line by line, as the lectures write it. */
class DerivationTest {

  private static Derivation derive(Run run, String name) {
    return Derivation.of(run.evaluation(), run.gradients(), run.step(name), run.plan().loss());
  }

  @Test
  void u4TheGradientOfW2InThreeLines() {
    Run run = Graphs.run(Graphs.U4);
    Derivation derivation = derive(run, "w2");
    assertEquals(
        """
        \\begin{align*}
        \\frac{\\partial \\ell}{\\partial \\hat{y}} &= 2 \\, (\\hat{y} - y) \\\\
        &= 2 \\, (0.4 - 1) = -1.2 \\\\
        \\frac{\\partial \\ell}{\\partial h_2} &= \\frac{\\partial \\ell}{\\partial \\hat{y}} \\cdot \
        \\frac{\\partial \\hat{y}}{\\partial h_2} = \\frac{\\partial \\ell}{\\partial \\hat{y}} \\cdot w_4 \\\\
        &= -1.2 \\cdot 0.1 = -0.12 \\\\
        \\frac{\\partial \\ell}{\\partial w_2} &= \\frac{\\partial \\ell}{\\partial h_2} \\cdot \
        \\frac{\\partial h_2}{\\partial w_2} = \\frac{\\partial \\ell}{\\partial h_2} \\cdot x \\\\
        &= -0.12 \\cdot 2 = -0.24
        \\end{align*}
        """,
        derivation.latex());
    List<Line> lines = derivation.lines();
    assertEquals(
        List.of("2 \\, (\\hat{y} - y)", "w_4", "x"),
        lines.stream().map(line -> line.terms().get(0).local()).toList());
    assertEquals(
        List.of("2 \\, (0.4 - 1)", "0.1", "2"),
        lines.stream().map(line -> line.terms().get(0).localNumbers()).toList());
    double product = 1;
    double[] slopes = {-1.2, 0.1, 2};
    for (int i = 0; i < 3; i++) {
      assertEquals(slopes[i], lines.get(i).terms().get(0).localValue(), 1e-15);
      product *= lines.get(i).terms().get(0).localValue();
    }
    assertEquals(-0.24, product, 1e-15);
    assertEquals(-0.24, lines.get(2).value().item(), 1e-15);
    assertEquals(List.of(), lines.get(0).reused());
    assertEquals(List.of(lines.get(0).node()), lines.get(1).reused());
    assertEquals(List.of(lines.get(1).node()), lines.get(2).reused());
  }

  @Test
  void u4TwoPathsIntoXAreSummed() {
    Derivation derivation = derive(Graphs.run(Graphs.U4), "x");
    Line last = derivation.lines().get(3);
    assertEquals(
        "\\frac{\\partial \\ell}{\\partial h_1} \\cdot w_1"
            + " + \\frac{\\partial \\ell}{\\partial h_2} \\cdot w_2",
        last.tex());
    assertEquals("-0.24 \\cdot 0.5 - 0.12 \\cdot 1", last.numbers());
    assertEquals(-0.24, last.value().item(), 1e-15);
    assertEquals(2, last.terms().size());
  }

  @Test
  void u6TheMaskOfADeadUnitIsAFactorOfZero() {
    Run run = Graphs.run(Graphs.U4.replace("w2 = param(1)", "w2 = param(-1)"));
    Line last = derive(run, "w2").lines().get(2);
    assertEquals("0 \\cdot x", last.terms().get(0).local());
    assertEquals(0, last.value().item(), 1e-300);
  }

  @Test
  void u14TheLogisticNeuron() {
    Run run =
        Graphs.run(
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
    List<Line> lines = derive(run, "w11").lines();
    assertEquals(
        "-y \\cdot \\frac{1}{\\hat{y}} + (1 - y) \\cdot \\frac{1}{1 - \\hat{y}}",
        lines.get(0).tex());
    assertEquals(
        "\\frac{\\partial \\ell}{\\partial \\hat{y}} \\cdot \\sigma(z) \\, (1 - \\sigma(z))",
        lines.get(1).tex());
    assertEquals("\\frac{\\partial \\ell}{\\partial z} \\cdot x_1", lines.get(2).tex());
    assertEquals((run.value("yhat") - 1) * 0.5, lines.get(2).value().item(), 1e-15);
  }

  @Test
  void u15TwoLayersOfSigmoids() {
    Run run =
        Graphs.run(
            """
            x1 = input(1)
            x2 = input(2)
            y = label(1)
            u11 = param(0.1)
            u12 = param(0.2)
            u21 = param(-0.3)
            u22 = param(0.4)
            v1 = param(0.5)
            v2 = param(-0.6)
            a11 = sigmoid(u11 * x1 + u21 * x2)
            a12 = sigmoid(u12 * x1 + u22 * x2)
            yhat = sigmoid(v1 * a11 + v2 * a12)
            loss = binary_cross_entropy(yhat, y)
            """);
    double error = run.value("yhat") - 1;
    double a11 = run.value("a11");
    double a12 = run.value("a12");
    List<Line> weight = derive(run, "u11").lines();
    assertEquals(error * 0.5 * a11 * (1 - a11), weight.get(2).value().item(), 1e-15);
    List<Line> input = derive(run, "x1").lines();
    Line last = input.get(input.size() - 1);
    assertEquals(2, last.terms().size());
    assertEquals(
        error * 0.5 * a11 * (1 - a11) * 0.1 + error * -0.6 * a12 * (1 - a12) * 0.2,
        last.value().item(),
        1e-15);
    assertEquals(2, last.reused().size());
  }

  @Test
  void g11TheMatrixNetwork() {
    Run run =
        Graphs.run(
            """
            x = input([1, 2, 3])
            y = label(1)
            W = param([[0.1, 0.2, 0.3], [0.3, -0.1, 0.2]])
            V = param([0.5, -1])
            h = tanh(W @ x)
            f = V @ h
            loss = (f - y)^2
            """);
    assertEquals(
        List.of("2 \\, (f - y)", "\\frac{\\partial \\ell}{\\partial f} \\cdot h"),
        derive(run, "V").lines().stream().map(Line::tex).toList());
    assertEquals(
        List.of(
            "2 \\, (f - y)",
            "\\frac{\\partial \\ell}{\\partial f} \\cdot V",
            "\\left(\\frac{\\partial \\ell}{\\partial h} \\odot (1 - \\tanh^2 (W x))\\right) \\, x^{\\top}"),
        derive(run, "W").lines().stream().map(Line::tex).toList());
  }

  @Test
  void g9ThePolynomial() {
    Run run = Graphs.run("theta = param(1)\nu = 2 * theta + 1\nh = u^4\n");
    List<Line> lines = derive(run, "theta").lines();
    assertEquals("4 \\, u^{3}", lines.get(0).tex());
    assertEquals("108 \\cdot 2", lines.get(1).numbers());
    assertEquals(216, lines.get(1).value().item());
  }

  @Test
  void whatTheLossDoesNotDependOnHasNoLines() {
    Run run = Graphs.run("a = param(1)\nb = param(2)\nc = b * [1, 2]\nloss = a^2\n");
    assertEquals(List.of(), derive(run, "b").lines());
    assertEquals(List.of(), derive(run, "loss").lines());
  }

  @Test
  void aGraphWithoutNamesGetsSymbolsOfItsOwn() {
    StringBuilder text = new StringBuilder("x = input(1)\nf = ");
    text.append("tanh(x * ".repeat(12)).append('x').append(")".repeat(12)).append('\n');
    Run run = Graphs.run(text.toString());
    Derivation derivation = derive(run, "x");
    assertTrue(derivation.lines().size() > 1, derivation.latex());
    ExplanationTest.balanced("chain", derivation.latex());
  }

  @Test
  void theJsonNamesNodesAndWiresByTheirIndex() {
    Run run = Graphs.run("x = input(3)\nf = x * x\n");
    String json = derive(run, "x").json(run.evaluation());
    assertTrue(json.startsWith("{\"target\":0,\"loss\":1,\"lines\":[{\"node\":0,"), json);
    assertTrue(json.contains("\"wires\":[0]") && json.contains("\"wires\":[1]"), json);
  }
}
