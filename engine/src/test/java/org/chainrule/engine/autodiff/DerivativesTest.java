package org.chainrule.engine.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Jacobians, Hessians and the check of one derivative three ways. */
class DerivativesTest {

  @Test
  void g10TheJacobianOfEachStepByEachAncestor() {
    Run run =
        Graphs.run(
            """
            theta = param([1, 2, 3])
            u = [[1, 0, 2], [0, -1, 1]] @ theta
            h = u^2
            loss = sum(h)
            """);
    Jacobian outer = Jacobian.of(run.evaluation(), run.step("h"), run.step("u"));
    assertArrayEquals(new double[] {14, 0, 0, 2}, outer.matrix().toArray());
    Jacobian inner = Jacobian.of(run.evaluation(), run.step("u"), run.step("theta"));
    assertArrayEquals(new double[] {1, 0, 2, 0, -1, 1}, inner.matrix().toArray());
    Jacobian whole = Jacobian.of(run.evaluation(), run.step("h"), run.step("theta"));
    assertEquals(Shape.of(2, 3), whole.matrix().shape());
    assertArrayEquals(new double[] {14, 0, 28, 0, -2, 2}, whole.matrix().toArray());
    Jacobian row = Jacobian.of(run.evaluation(), run.step("loss"), run.step("theta"));
    assertArrayEquals(
        run.gradients().gradient(run.step("theta")).toArray(), row.matrix().toArray());
    Jacobian none = Jacobian.of(run.evaluation(), run.step("u"), run.step("h"));
    assertArrayEquals(new double[4], none.matrix().toArray());
  }

  @Test
  void aJacobianTooLargeToShowIsRefusedInASentence() {
    Run run = Graphs.run("W = param(shape=[400, 30])\nh = tanh(W)\n");
    String refusal = Jacobian.refusal(run.evaluation(), run.step("h"), run.step("W"));
    assertEquals(
        "The Jacobian of h [400, 30] with respect to W [400, 30] has 144000000 numbers;"
            + " at most 100000 are shown. Choose a smaller node.",
        refusal);
    assertThrows(
        IllegalArgumentException.class,
        () -> Jacobian.of(run.evaluation(), run.step("h"), run.step("W")));
  }

  private static Hessian hessian(Run run, String... names) {
    List<Integer> steps = List.of(names).stream().map(run::step).toList();
    return Hessian.of(run.evaluation(), run.plan().loss(), steps);
  }

  @Test
  void theHessianOfAQuadraticIsItsMatrix() {
    Run run =
        Graphs.run(
            """
            a = param([1, -2])
            b = param(0.5)
            loss = a @ ([[3, 1], [1, 4]] @ a) + b * (a @ [1, 2]) + 5 * b^2
            """);
    Hessian hessian = hessian(run, "a", "b");
    assertArrayEquals(new double[] {6, 2, 1, 2, 8, 2, 1, 2, 10}, hessian.matrix().toArray(), 1e-10);
    assertTrue(hessian.asymmetry() < 1e-10, "asymmetry " + hessian.asymmetry());
  }

  @Test
  void theHessianOfLogisticRegressionIsPOneMinusPTimesXX() {
    Run run =
        Graphs.run(
            """
            x = input([0.5, -2])
            y = label(1)
            w = param([0.7, 0.3])
            z = w @ x
            loss = binary_cross_entropy_with_logits(z, y)
            """);
    double p = Elementary.sigmoid(0.7 * 0.5 - 0.3 * 2);
    double c = p * (1 - p);
    assertArrayEquals(
        new double[] {0.25 * c, -c, -c, 4 * c}, hessian(run, "w").matrix().toArray(), 1e-11);
  }

  @Test
  void aKinkBesideThePointDoesNotDisturbTheHessian() {
    Run run = Graphs.run("a = param(0.0001)\nloss = relu(a) * a + 3 * a^2\n");
    assertArrayEquals(new double[] {8}, hessian(run, "a").matrix().toArray(), 1e-7);
  }

  @Test
  void threeWaysToOneDerivativeAgree() {
    Run run = Graphs.run(Graphs.U4);
    for (String name : List.of("w1", "w2", "w3", "w4", "x", "h1", "h2", "yhat")) {
      GraphCheck check = GraphCheck.of(run.evaluation(), run.plan().loss(), run.step(name), 0);
      assertEquals(GraphCheck.Verdict.AGREES, check.verdict(), name + " " + check);
      assertEquals(run.gradient(name), check.forward(), 1e-15);
      assertEquals(run.gradient(name), check.difference(), 1e-9);
      assertEquals(List.of(), check.kinks());
    }
  }

  @Test
  void aKinkWithinTheNudgeIsNamed() {
    for (String at : List.of("0", "1e-6", "-1e-6")) {
      Run run = Graphs.run("x = input(" + at + ")\nh = relu(x)\nloss = 3 * h + x^2\n");
      GraphCheck check = GraphCheck.of(run.evaluation(), run.plan().loss(), run.step("x"), 0);
      assertEquals(GraphCheck.Verdict.KINK, check.verdict(), at + " " + check);
      assertEquals(List.of(run.step("h")), check.kinks(), at);
    }
    Run clear = Graphs.run("x = input(0.001)\nh = relu(x)\nloss = 3 * h + x^2\n");
    GraphCheck check = GraphCheck.of(clear.evaluation(), clear.plan().loss(), clear.step("x"), 0);
    assertEquals(GraphCheck.Verdict.AGREES, check.verdict(), check.toString());
  }

  @Test
  void aJumpThatLooksAlikeFromBothSidesIsNamedToo() {
    Run run = Graphs.run("x = input(0)\nh = sign(x)\nloss = 3 * h\n");
    GraphCheck check = GraphCheck.of(run.evaluation(), run.plan().loss(), run.step("x"), 0);
    assertEquals(GraphCheck.Verdict.KINK, check.verdict(), check.toString());
    assertEquals(List.of(run.step("h")), check.kinks());
  }

  @Test
  void aJumpOfTheCurvatureAloneIsNamedToo() {
    Run run = Graphs.run("x = input(2)\ny = label(1)\nloss = huber(x, y)\n");
    GraphCheck check = GraphCheck.of(run.evaluation(), run.plan().loss(), run.step("x"), 0);
    assertEquals(GraphCheck.Verdict.KINK, check.verdict(), check.toString());
    assertEquals(List.of(run.step("loss")), check.kinks());
  }

  @Test
  void aCurveThatIsSmoothIsNotTakenForAKink() {
    for (String f : List.of("exp(5 * x)", "sin(20 * x)", "x^3", "tanh(3 * x)", "log(x + 0.01)")) {
      for (String at : List.of("0", "0.3", "2")) {
        Run run = Graphs.run("x = input(" + at + ")\nloss = " + f + "\n");
        GraphCheck check = GraphCheck.of(run.evaluation(), run.plan().loss(), run.step("x"), 0);
        assertEquals(GraphCheck.Verdict.AGREES, check.verdict(), f + " at " + at + " " + check);
        assertEquals(List.of(), check.kinks(), f + " at " + at);
      }
    }
  }

  @Test
  void whatLeavesTheFiniteNumbersIsCalledThat() {
    Run run = Graphs.run("x = input(0)\nloss = log(x)\n");
    GraphCheck check = GraphCheck.of(run.evaluation(), run.plan().loss(), run.step("x"), 0);
    assertEquals(GraphCheck.Verdict.NON_FINITE, check.verdict());
  }
}
