package org.chainrule.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about one node. */
class ExplanationTest {

  private static Explanation explain(Run run, String name) {
    return Explanation.of(run.evaluation(), run.gradients(), run.step(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h2 | h_2 = \\max(0, w_2 \\cdot x) | h_2 = \\max(0, 1 \\cdot 2) = 2"
            + " | h2 passes the gradient on because its input is positive.",
        "yhat | \\hat{y} = w_3 \\cdot h_1 + w_4 \\cdot h_2"
            + " | \\hat{y} = 0.2 \\cdot 1 + 0.1 \\cdot 2 = 0.4"
            + " | yhat hands the same gradient to each of its inputs.",
        "loss | \\ell = (\\hat{y} - y)^{2} | \\ell = (0.4 - 1)^{2} = 0.36"
            + " | The backward pass starts at loss with 1, its slope with respect to itself; here it is 0.36.",
        "w2 | w_2 | w_2 = 1 | Raising w2 a little lowers the loss: its gradient is -0.24.",
        "x | x | x = 2 | Raising x a little lowers the loss: its gradient is -0.24,"
            + " summed over the 2 places where it is used.",
      })
  void u4IsToldNodeByNode(String name, String formula, String numbers, String sentence) {
    Explanation explanation = explain(Graphs.run(Graphs.U4), name);
    assertEquals(formula, explanation.formula());
    assertEquals(numbers, explanation.numbers());
    assertEquals(sentence, explanation.sentence());
  }

  @Test
  void u6TheDeadUnitIsCalledThat() {
    Run run = Graphs.run(Graphs.U4.replace("w2 = param(1)", "w2 = param(-1)"));
    assertEquals(
        "h2 stops the gradient because its input is not positive.", explain(run, "h2").sentence());
    assertEquals(
        "Nudging w2 leaves the loss where it is: its gradient is 0.",
        explain(run, "w2").sentence());
  }

  @Test
  void eachPortShowsItsDerivativeInSymbolsAndInNumbers() {
    Run run = Graphs.run("x = input(3)\nz = param(0.5)\ny = sigmoid(z)\nf = x / y\n");
    Explanation y = explain(run, "y");
    assertEquals("y = \\sigma(z) = \\frac{1}{1 + e^{-z}}", y.formula());
    assertEquals("y = \\sigma(0.5) = \\frac{1}{1 + e^{-0.5}} = 0.6225", y.numbers());
    assertEquals(
        "\\frac{\\partial y}{\\partial z} = \\sigma(z) \\, (1 - \\sigma(z))",
        y.ports().get(0).formula());
    assertEquals("\\sigma(0.5) \\, (1 - \\sigma(0.5)) = 0.235", y.ports().get(0).numbers());
    Explanation f = explain(run, "f");
    assertEquals("\\frac{\\partial f}{\\partial y} = -\\frac{x}{y^2}", f.ports().get(1).formula());
    assertEquals("-\\frac{3}{0.6225^2} = -7.743", f.ports().get(1).numbers());
  }

  @ParameterizedTest
  @CsvSource({
    "exp(-z), e^{-z}, e^{-0.5}",
    "(z + 1) * (z - 1), (z + 1) \\cdot (z - 1), (0.5 + 1) \\cdot (0.5 - 1)",
    "z - (1 - z), z - (1 - z), 0.5 - (1 - 0.5)",
    "(z - 1)^2, (z - 1)^{2}, (0.5 - 1)^{2}",
    "(-z)^3, (-z)^{3}, (-0.5)^{3}",
    "z * -2, z \\cdot (-2), 0.5 \\cdot (-2)",
    "log(z * 3), \\ln (z \\cdot 3), \\ln (0.5 \\cdot 3)",
    "tan(z)^2, (\\tan z)^{2}, (\\tan 0.5)^{2}",
    "1 / (1 + z), \\frac{1}{1 + z}, \\frac{1}{1 + 0.5}",
    "-(z + 1), -(z + 1), -(0.5 + 1)",
  })
  void bracketsStandWhereTheyAreNeeded(String text, String symbols, String numbers) {
    Explanation f = explain(Graphs.run("z = param(0.5)\nf = " + text + "\n"), "f");
    assertEquals("f = " + symbols, f.formula());
    assertTrue(f.numbers().startsWith("f = " + numbers), f.numbers());
  }

  @ParameterizedTest
  @CsvSource({
    "0.4378231, 0.4378",
    "1234.56, 1235",
    "12345, 12345",
    "-0.0000001234, -1.234 \\cdot 10^{-7}",
    "0.99996, 1",
    "99.9951, 100",
    "1e-9, 10^{-9}",
    "0, 0",
    "-0.5, -0.5",
    "0.1234999, 0.1235",
    "Infinity, \\infty",
    "3.0000000000000004, 3",
    "1e30, 10^{30}",
  })
  void numbersKeepFourDigits(double value, String tex) {
    assertEquals(tex, NumberTex.of(value));
  }

  @ParameterizedTest
  @CsvSource({
    "w1, w_1",
    "W11, W_{11}",
    "yhat, \\hat{y}",
    "theta, \\theta",
    "loss, \\ell",
    "h_out, h_{\\text{out}}",
    "xbar2, \\bar{x}_2",
    "logits, \\text{logits}",
    "a#b, \\text{a\\#b}",
    "x, x",
  })
  void namesBecomeSymbols(String name, String tex) {
    assertEquals(tex, Symbols.tex(name));
  }

  @Test
  void everyOperationCanBeExplained() {
    for (Op op : Library.standard().ops()) {
      for (OpInfo.Example example : op.info().examples()) {
        Plan plan = Compiler.compile(Graphs.around(op, example), Library.standard());
        Evaluation evaluation = Evaluation.run(plan, Map.of());
        Gradients gradients = Gradients.of(evaluation, plan.loss());
        for (int step = 0; step < plan.steps().size(); step++) {
          Explanation explanation = Explanation.of(evaluation, gradients, step);
          for (String tex : new String[] {explanation.formula(), explanation.numbers()}) {
            balanced(op.info().id(), tex);
          }
          explanation.ports().forEach(port -> balanced(op.info().id(), port.formula()));
          explanation.ports().forEach(port -> balanced(op.info().id(), port.numbers()));
          assertTrue(explanation.sentence().endsWith("."), explanation.sentence());
          assertFalse(explanation.json().isEmpty());
        }
      }
    }
  }

  static void balanced(String what, String tex) {
    int depth = 0;
    int begins = tex.split("\\\\begin\\{", -1).length;
    int ends = tex.split("\\\\end\\{", -1).length;
    for (int i = 0; i < tex.length(); i++) {
      boolean escaped = i > 0 && tex.charAt(i - 1) == '\\';
      depth += escaped ? 0 : tex.charAt(i) == '{' ? 1 : tex.charAt(i) == '}' ? -1 : 0;
      assertTrue(depth >= 0, what + ": " + tex);
    }
    assertEquals(0, depth, what + ": " + tex);
    assertEquals(begins, ends, what + ": " + tex);
  }
}
