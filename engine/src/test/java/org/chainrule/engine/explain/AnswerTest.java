package org.chainrule.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.text.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static @Nullable String answer(String text) {
    Graph graph = Parser.parse(text, Library.standard()).graph();
    assertNotNull(graph);
    Evaluation evaluation = Evaluation.run(Compiler.compile(graph, Library.standard()), Map.of());
    Answer answer = Answer.of(evaluation);
    return answer == null
        ? null
        : evaluation.plan().steps().get(answer.step()).label()
            + " "
            + answer.kind()
            + " "
            + answer.chosen()
            + " "
            + Math.floor(1000 * answer.share() + 0.5) / 1000;
  }

  @Test
  void theLargestOfSeveralScoresNamesAClass() {
    // The softmax of 0, 2, 1 is 0.09, 0.665, 0.245.
    assertEquals(
        "s CLASS 1 0.665",
        answer(
            "x = input([0, 2, 1])\ny = label(0, classes=3)\ns = 1 * x\n"
                + "loss = softmax_cross_entropy(s, y)\n"));
  }

  @Test
  void oneScoreTellsTwoClassesApart() {
    // The sigmoid of 2 is 0.881.
    String text = "y = label(1)\nz = 2 * x\nloss = binary_cross_entropy_with_logits(z, y)\n";
    assertEquals("z CLASS 1 0.881", answer("x = input(1)\n" + text));
    assertEquals("z CLASS 0 0.881", answer("x = input(-1)\n" + text));
    assertEquals(
        "p CLASS 0 0.7",
        answer("x = input(0.3)\ny = label(1)\np = 1 * x\nloss = binary_cross_entropy(p, y)\n"));
  }

  @Test
  void whatMeetsALabelIsAQuantityAndWhatMeetsItsOwnInputIsThatInputAgain() {
    assertEquals(
        "yhat QUANTITY -1 NaN",
        answer("x = input(1)\ny = label(1)\nyhat = 3 * x\nloss = (yhat - y)^2\n"));
    assertEquals(
        "xhat INPUT -1 NaN",
        answer(
            "x = input([1, 2])\nW = param([[1, 0], [0, 1]])\nxhat = W @ x\n"
                + "loss = mean((xhat - x)^2)\n"));
    assertEquals(
        "xhat INPUT -1 NaN",
        answer("x = input([1, 2])\ny = label([1, 2])\nxhat = 2 * x\nloss = mean((xhat - y)^2)\n"));
  }

  @Test
  void aGraphWithoutALabelOrWithoutAValueHasNoAnswer() {
    assertNull(answer("x = input(1)\nloss = x^2\n"));
    assertNull(answer("x = input(shape=[])\ny = label(1)\nyhat = 3 * x\nloss = (yhat - y)^2\n"));
  }
}
