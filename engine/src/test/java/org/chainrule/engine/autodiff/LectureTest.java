package org.chainrule.engine.autodiff;

import static org.chainrule.engine.Graphs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.junit.jupiter.api.Test;

/** The worked examples of the two lectures, to the figures on their slides. */
class LectureTest {

  @Test
  void u4GivesTheForwardValuesOfTheSlide() {
    Run u4 = run(Graphs.U4);
    assertEquals(1, u4.value("h1"));
    assertEquals(2, u4.value("h2"));
    assertEquals(0.4, u4.value("yhat"), 1e-15);
    assertEquals(0.36, u4.value("loss"), 1e-15);
  }

  @Test
  void u4GivesTheFourNumbersOfThePath() {
    Run u4 = run(Graphs.U4);
    assertEquals(-1.2, u4.gradient("yhat"), 1e-15);
    assertEquals(-0.24, u4.gradient("w2"), 1e-15);
    assertEquals(0.1, u4.gradient("h2") / u4.gradient("yhat"), 1e-15);
    int h2 = u4.step("h2");
    int product = u4.plan().steps().get(h2).inputs().get(0);
    assertEquals(2, u4.gradients().localDerivative(product, 0).item());
    assertEquals(1, u4.local("h2", 0));
    assertEquals(-1.2, u4.local("loss", 0), 1e-15);
  }

  @Test
  void u4GivesTheWholeGradientAndBothPathsToTheInput() {
    Run u4 = run(Graphs.U4);
    assertEquals(-0.48, u4.gradient("w1"), 1e-15);
    assertEquals(-1.2, u4.gradient("w3"), 1e-15);
    assertEquals(-2.4, u4.gradient("w4"), 1e-15);
    assertEquals(-0.24, u4.gradient("x"), 1e-15);
  }

  @Test
  void u6ADeadUnitPassesNoGradient() {
    Run dead = run(Graphs.U4.replace("w2 = param(1)", "w2 = param(-1)"));
    assertEquals(0, dead.value("h2"));
    assertEquals(0, dead.gradient("w2"), 1e-300);
  }

  @Test
  void u12AFanOutSumsBothPaths() {
    Run run = run("x1 = input(3)\nx2 = input(5)\nf = x1 * (x1 + x2)\n");
    assertEquals(2 * 3 + 5, run.gradient("x1"));
    assertEquals(3, run.gradient("x2"));
  }

  @Test
  void u14TheUnsimplifiedProductAgreesWithTheSimplifiedForm() {
    Run run =
        run(
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
    double yhat = run.value("yhat");
    assertEquals((1 - 1) / (1 - yhat) - 1 / yhat, run.gradient("yhat"), 1e-15);
    assertEquals((yhat - 1) * 0.5, run.gradient("w11"), 1e-15);
    assertEquals((yhat - 1) * 0.7, run.gradient("x1"), 1e-15);
  }

  @Test
  void g9TheChainRuleOfThePolynomial() {
    for (double theta : new double[] {0, 1}) {
      Run run = run("theta = param(" + theta + ")\nu = 2 * theta + 1\nh = u^4\n");
      assertEquals(8 * Math.pow(2 * theta + 1, 3), run.gradient("theta"));
    }
  }

  @Test
  void oneNodeInTwoPortsContributesTwice() {
    assertEquals(0, run("x = input(3)\nf = x - x\n").gradient("x"));
    assertEquals(6, run("x = input(3)\nf = x * x\n").gradient("x"));
    assertEquals(0, run("x = input(3)\nf = x / x\n").gradient("x"));
    assertEquals(27 * (Math.log(3) + 1), run("x = input(3)\nf = x ^ x\n").gradient("x"), 1e-13);
  }
}
