package org.chainrule.engine.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.explain.Ledger.Factor;
import org.junit.jupiter.api.Test;

/** Every path to the loss as a row, and their sum beside the gradient. */
class LedgerTest {

  private static Ledger ledger(Run run, String from, int limit) {
    return Ledger.of(run.evaluation(), run.gradients(), run.step(from), limit);
  }

  private static List<Double> values(Ledger ledger, int row) {
    return ledger.rows().get(row).factors().stream().map(Factor::value).toList();
  }

  @Test
  void u4TheThreeFactorsOfTheSlideAndTheirProduct() {
    Ledger ledger = ledger(Graphs.run(Graphs.U4), "w2", 50);
    List<Double> values = values(ledger, 0);
    assertEquals(3, values.size());
    assertEquals(-1.2, values.get(0), 1e-15);
    assertEquals(0.1, values.get(1), 1e-15);
    assertEquals(2, values.get(2), 1e-15);
    assertEquals(-0.24, ledger.rows().get(0).contribution().item(), 1e-15);
    assertEquals("w_2 \\to h_2 \\to \\hat{y} \\to \\ell", ledger.rows().get(0).route());
    assertTrue(ledger.equal());
    assertEquals(
        "The one path is -0.24 and equals the gradient of reverse mode.", ledger.sentence());
  }

  @Test
  void u12BothPathsOfX1EachEdgeOnItsOwn() {
    Run run = Graphs.run("x1 = input(3)\nx2 = input(2)\nf = x1 * (x1 + x2)\n");
    Ledger ledger = ledger(run, "x1", 50);
    assertEquals(List.of(5.0), values(ledger, 0));
    assertEquals(List.of(3.0, 1.0), values(ledger, 1));
    assertEquals(
        "The sum of 2 paths is 8 and equals the gradient of reverse mode.", ledger.sentence());
    assertEquals(List.of(3.0), values(ledger(run, "x2", 50), 0));
  }

  @Test
  void oneNodeInTwoPortsIsTwoRowsToldApartByThePort() {
    Ledger ledger = ledger(Graphs.run("x = input(3)\nf = x * x\n"), "x", 50);
    assertEquals(
        List.of(
            "\\frac{\\partial f}{\\partial x}\\Big|_{a}",
            "\\frac{\\partial f}{\\partial x}\\Big|_{b}"),
        ledger.rows().stream().map(row -> row.factors().get(0).partial()).sorted().toList());
    assertTrue(ledger.equal());
    Ledger difference = ledger(Graphs.run("x = input(3)\nf = x - x\n"), "x", 50);
    assertEquals(2, difference.rows().size());
    assertEquals(
        "The sum of 2 paths is 0 and equals the gradient of reverse mode.", difference.sentence());
  }

  @Test
  void u15TheTwoPathsThroughTheHiddenUnits() {
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
    Ledger ledger = ledger(run, "x1", 50);
    double[] expected = {
      error * 0.5 * a11 * (1 - a11) * 0.1, error * -0.6 * a12 * (1 - a12) * 0.2,
    };
    double[] rows =
        ledger.rows().stream().mapToDouble(row -> row.contribution().item()).sorted().toArray();
    java.util.Arrays.sort(expected);
    assertArrayEquals(expected, rows, 1e-15);
    assertTrue(ledger.equal());
  }

  @Test
  void tensorsShowTheShapesOfTheirJacobiansAndAddUpEntryByEntry() {
    Run run =
        Graphs.run(
            """
            x = input([1, -2, 0.5])
            W = param([[1, 2, 3], [0, -1, 0.5]])
            h = W @ x
            p = softmax(h)
            loss = sum(p * h) + 0.1 * sum(W^2)
            """);
    Ledger ledger = ledger(run, "W", 50);
    assertEquals(3, ledger.rows().size());
    assertTrue(ledger.equal());
    assertEquals(
        "The sum of 3 paths equals, entry by entry, the gradient of reverse mode.",
        ledger.sentence());
    Factor last =
        ledger.rows().stream()
            .map(row -> row.factors().get(row.factors().size() - 1))
            .filter(factor -> factor.rows() > 1)
            .findFirst()
            .orElseThrow();
    assertEquals(2, last.rows());
    assertEquals(6, last.columns());
    assertTrue(Double.isNaN(last.value()));
  }

  @Test
  void ofVeryManyPathsTheLargestAndTheirShare() {
    StringBuilder text = new StringBuilder("v0 = input(1)\n");
    for (int i = 0; i < 40; i++) {
      text.append("v" + (i + 1) + " = 0.25 * v" + i + " + tanh(v" + i + ")\n");
    }
    Ledger ledger = ledger(Graphs.run(text.toString()), "v0", 50);
    assertEquals(50, ledger.rows().size());
    assertFalse(ledger.equal());
    assertTrue(ledger.share() > 0 && ledger.share() < 1, "share " + ledger.share());
    assertTrue(ledger.sentence().startsWith("The 50 paths listed make "), ledger.sentence());
    assertTrue(ledger.work().pathProducts() > 1e12 && ledger.work().reverseProducts() < 1000);
  }

  @Test
  void ofALongPathTheEndsAreWrittenAndAllOfItIsNamed() {
    StringBuilder text = new StringBuilder("v0 = input(0.1)\n");
    for (int i = 0; i < 100; i++) {
      text.append("v" + (i + 1) + " = sin(v" + i + ")\n");
    }
    Ledger.Row row = ledger(Graphs.run(text.toString()), "v0", 50).rows().get(0);
    assertEquals(12, row.factors().size());
    assertEquals(88, row.omitted());
    assertEquals(101, row.nodes().size());
    assertEquals(100, row.wires().size());
    assertTrue(row.route().startsWith("v_0 \\to v_1"), row.route());
    assertTrue(row.route().contains("\\cdots") && row.route().endsWith("v_{100}"), row.route());
  }

  @Test
  void theWorkOfAllParametersIsThatOfEachOfThem() {
    Run run = Graphs.run(Graphs.U4);
    long alone = 0;
    for (String name : List.of("w1", "w2", "w3", "w4")) {
      alone += ledger(run, name, 50).paths().pathProducts();
    }
    assertEquals(4, ledger(run, "w2", 50).work().nodes());
    assertEquals(alone, ledger(run, "w2", 50).work().pathProducts());
    assertTrue(ledger(run, "w2", 50).work().reverseProducts() < alone);
  }

  @Test
  void whatDoesNotReachTheLossHasAnEmptyLedger() {
    Run run = Graphs.run("z = input(2)\nx = input(1)\nother = z * [1, 2]\nloss = x * 2\n");
    Ledger ledger = ledger(run, "z", 50);
    assertEquals(List.of(), ledger.rows());
    assertEquals("No path leads from here to the loss.", ledger.sentence());
    assertTrue(ledger.json(run.evaluation()).contains("\"gradient\":null"));
  }
}
