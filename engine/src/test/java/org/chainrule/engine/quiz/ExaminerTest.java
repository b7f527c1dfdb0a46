package org.chainrule.engine.quiz;

import static org.chainrule.engine.Graphs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lectures' graphs, asked about: right answers, each slip, and what is said of it. */
class ExaminerTest {
  private static final String U6 = Graphs.U4.replace("w2 = param(1)", "w2 = param(-1)");
  private static final String U12 = "x1 = input(3)\nx2 = input(2)\nf = x1 * (x1 + x2)\n";
  private static final String U14 =
      """
      x1 = input(0.5)
      x2 = input(-2)
      y = label(1)
      w11 = param(0.7)
      w21 = param(0.3)
      z = w11 * x1 + w21 * x2
      yhat = sigmoid(z)
      loss = -y * log(yhat) - (1 - y) * log(1 - yhat)
      """;
  private static final String U15 =
      """
      x = input([1, -2])
      y = label(1)
      W = param([[0.5, -1], [0.25, 2]])
      v = param([1.5, -0.5])
      a = sigmoid(W @ x)
      yhat = sigmoid(v @ a)
      loss = -y * log(yhat) - (1 - y) * log(1 - yhat)
      """;

  private static Judgement judge(Run run, Question question, String answer) {
    return new Examiner(run.evaluation(), run.gradients()).judge(question, answer);
  }

  private static Judgement gradient(String text, String name, String answer) {
    Run run = run(text);
    return judge(run, new Question.Gradient(run.step(name), 0), answer);
  }

  private static void diagnosed(Slip slip, String sentence, Judgement judgement) {
    assertEquals(Outcome.WRONG, judgement.outcome());
    List<Slip> slips = judgement.diagnoses().stream().map(Diagnosis::slip).toList();
    assertTrue(slips.contains(slip), () -> "expected " + slip + ", got " + judgement);
    Diagnosis diagnosis = judgement.diagnoses().get(slips.indexOf(slip));
    assertEquals(sentence, diagnosis.sentence());
  }

  @ParameterizedTest
  @CsvSource({
    "-0.24",
    "-0.240",
    "-.24",
    "-6/25",
    "'-0,24'",
    "\u22120.24",
    "-2.4e-1",
    "-24e-2",
    "' -0.2400 '"
  })
  void u4TheGradientOfW2IsTakenHoweverItIsWritten(String answer) {
    assertTrue(gradient(Graphs.U4, "w2", answer).right());
  }

  @ParameterizedTest
  @CsvSource({"''", "two", "1.2.3", "1e", "1/0", "--2", "NaN", "1e9999", "0x1p3", "2f"})
  void whatIsNoNumberIsAskedForAgain(String answer) {
    Judgement judgement = gradient(Graphs.U4, "w2", answer);
    assertEquals(Outcome.UNREADABLE, judgement.outcome());
    assertEquals(Wording.NO_NUMBER, judgement.sentence());
  }

  @Test
  void u4TheSlipsAtW2() {
    diagnosed(Slip.WRONG_SIGN, Wording.WRONG_SIGN, gradient(Graphs.U4, "w2", "0.24"));
    diagnosed(
        Slip.FORGOT_FACTOR,
        "The factor 2 is missing that the power rule puts in front at loss.",
        gradient(Graphs.U4, "w2", "-0.12"));
    diagnosed(
        Slip.OTHER_OUTPUT,
        "That is the derivative of yhat, not of loss: start further back.",
        gradient(Graphs.U4, "w2", "0.2"));
    diagnosed(
        Slip.MASK_WHERE_NONE,
        "h2 is not flat here: it lets the gradient through.",
        gradient(Graphs.U4, "w2", "0"));
    diagnosed(
        Slip.LOCAL_ONLY,
        "That is the local derivative of the multiply node alone: multiply it by the gradient that"
            + " arrives from behind.",
        gradient(Graphs.U4, "w2", "2"));
    diagnosed(Slip.ADDED_ALONG, Wording.ADDED_ALONG, gradient(Graphs.U4, "w2", "1.88"));
    diagnosed(Slip.DECIMAL_POINT, Wording.DECIMAL_POINT, gradient(Graphs.U4, "w2", "-2.4"));
    diagnosed(
        Slip.OWN_FACTOR,
        "The slope of a product by one factor is the other factor: look at the multiply node.",
        gradient(Graphs.U4, "w2", "-4.8"));
  }

  @Test
  void u4ThePathsOfTheInput() {
    diagnosed(
        Slip.MISSED_PATH,
        "A path is missing: the one through h2. Add up every path to the loss.",
        gradient(Graphs.U4.replace("w4 = param(0.1)", "w4 = param(0.3)"), "x", "-0.04"));
    Run run = run(Graphs.U4.replace("w4 = param(0.1)", "w4 = param(0.3)"));
    int x = run.step("x");
    double whole = run.gradient("x");
    assertTrue(judge(run, new Question.Gradient(x, 0), NumberText.of(whole)).right());
  }

  @Test
  void u6TheMaskOfTheDeadUnit() {
    assertTrue(gradient(U6, "w2", "0").right());
    diagnosed(
        Slip.FORGOT_MASK,
        "h2 is flat here, so its slope is 0; you let the gradient through.",
        gradient(U6, "w2", "-0.32"));
  }

  @Test
  void u12ThePathsOfX1() {
    assertTrue(gradient(U12, "x1", "8").right());
    diagnosed(
        Slip.MISSED_PATH,
        "A path is missing: the one through the add node. Add up every path to the loss.",
        gradient(U12, "x1", "5"));
    diagnosed(
        Slip.MULTIPLIED_PATHS,
        "The paths that meet at x1 are added, not multiplied.",
        gradient(U12, "x1", "15"));
  }

  @Test
  void u14TheSlopeOfTheSigmoid() {
    Run run = run(U14);
    double s = run.value("yhat");
    assertTrue(gradient(U14, "w11", NumberText.of((s - 1) * 0.5)).right());
    diagnosed(
        Slip.SKIPPED_FUNCTION,
        "You passed the gradient through yhat unchanged: multiply by its slope.",
        gradient(U14, "w11", NumberText.of(-1 / s * 0.5)));
    diagnosed(
        Slip.VALUE_FOR_SLOPE,
        "You multiplied by the value of yhat; its slope is needed.",
        gradient(U14, "z", "-1"));
    diagnosed(
        Slip.LOST_MINUS,
        "A minus got lost at the subtract node.",
        gradient(U14.replace("label(1)", "label(0)"), "yhat", NumberText.of(-1 / (1 - s))));
  }

  @Test
  void u15ThePathThroughEachHiddenUnit() {
    Run run = run(U15);
    int x = run.step("x");
    double slope = run.value("yhat") - 1;
    org.chainrule.engine.tensor.Tensor a = run.evaluation().value(run.step("a"));
    double first = slope * 1.5 * a.at(0) * (1 - a.at(0)) * 0.5;
    diagnosed(
        Slip.MISSED_PATH,
        "A path is missing: the one through a[1]. Add up every path to the loss.",
        judge(run, new Question.Gradient(x, 0), NumberText.of(first)));
    int weights = run.step("W");
    double other = run.gradients().gradient(weights).at(2);
    diagnosed(
        Slip.TRANSPOSED,
        Wording.TRANSPOSED,
        judge(run, new Question.Gradient(weights, 1), NumberText.of(other)));
  }

  @Test
  void aMeanIsToldFromASum() {
    String text = "x = param([1, 2, 3, 6])\nf = mean(x)\nloss = f^2\n";
    assertTrue(gradient(text, "x", "1.5").right());
    diagnosed(
        Slip.SUM_FOR_MEAN,
        "f is a mean: divide by the number of its terms.",
        gradient(text, "x", "6"));
    String summed = text.replace("mean", "sum");
    diagnosed(
        Slip.MEAN_FOR_SUM,
        "f is a sum: do not divide by the number of its terms.",
        gradient(summed, "x", "6"));
    String loss =
        "x = param([1, 2])\ny = label([0, 0])\nloss = squared_error(x, y, reduction=\"mean\")\n";
    diagnosed(
        Slip.SUM_FOR_MEAN,
        "loss is a mean: divide by the number of its terms.",
        gradient(loss, "x", "2"));
  }

  @Test
  void aHalfInFrontLeavesNoFactorToForget() {
    String text = "x = param(3)\ny = label(1)\nloss = squared_error(x, y, factor=\"1/2\")\n";
    assertTrue(gradient(text, "x", "2").right());
    assertEquals(List.of(), gradient(text, "x", "1.7").diagnoses());
  }

  @Test
  void valuesOfTheForwardPass() {
    Run dead = run(U6);
    Question h2 = new Question.Value(dead.step("h2"), 0);
    assertTrue(judge(dead, h2, "0").right());
    diagnosed(
        Slip.FORGOT_MASK,
        "h2 does not let its input through as it is: look at the sign of it.",
        judge(dead, h2, "-2"));
    Run u4 = run(Graphs.U4);
    Question yhat = new Question.Value(u4.step("yhat"), 0);
    assertTrue(judge(u4, yhat, "0.4").right());
    diagnosed(
        Slip.MISSED_OPERAND,
        "That is only one of the values that enter yhat.",
        judge(u4, yhat, "0.2"));
    diagnosed(Slip.GRADIENT_FOR_VALUE, Wording.GRADIENT_FOR_VALUE, judge(u4, yhat, "-1.2"));
    diagnosed(
        Slip.MISSED_OPERAND,
        "That is only one of the values that enter loss.",
        judge(u4, new Question.Value(u4.step("loss"), 0), "-0.6"));
  }

  @Test
  void localDerivativesAndContributions() {
    Run u4 = run(Graphs.U4);
    int h2 = u4.step("h2");
    int product = u4.plan().steps().get(h2).inputs().get(0);
    Question local = new Question.Local(product, 0, 0);
    assertTrue(judge(u4, local, "2").right());
    diagnosed(Slip.WHOLE_FOR_PART, Wording.CONTRIBUTION_FOR_LOCAL, judge(u4, local, "-0.24"));
    diagnosed(
        Slip.OWN_FACTOR,
        "The slope of a product by one factor is the other factor: look at the multiply node.",
        judge(u4, local, "1"));
    Run u12 = run(U12);
    int f = u12.step("f");
    Question part = new Question.Contribution(f, 0, 0);
    assertTrue(judge(u12, part, "5").right());
    diagnosed(
        Slip.WHOLE_FOR_PART,
        "That is the whole gradient of x1; this wire adds only a part of it.",
        judge(u12, part, "8"));
  }

  @Test
  void directionsAndChanges() {
    Run u4 = run(Graphs.U4);
    int w2 = u4.step("w2");
    Question better = new Question.Direction(w2, 0, u4.step("loss"));
    assertTrue(judge(u4, better, "fall").right());
    Judgement wrong = judge(u4, better, "rise");
    diagnosed(Slip.WRONG_SIGN, "The slope here is negative: a little more makes loss fall.", wrong);
    assertEquals(Outcome.UNREADABLE, judge(u4, better, "0.3").outcome());
    assertTrue(judge(u4, new Question.Direction(w2, 0, u4.step("yhat")), "rise").right());
    Run dead = run(U6);
    Judgement same =
        judge(dead, new Question.Direction(dead.step("w2"), 0, dead.step("loss")), "same");
    assertTrue(same.right());
    assertEquals("To first order loss stays where it is: the slope here is 0.", same.sentence());

    Question change = new Question.Change(w2, 0, u4.step("loss"), 0.1);
    assertTrue(judge(u4, change, "-0.024").right());
    assertTrue(judge(u4, change, "-0.0236").right(), "what really happens");
    diagnosed(
        Slip.SLOPE_FOR_CHANGE,
        "That is the slope of loss alone: multiply it by the step.",
        judge(u4, change, "-0.24"));
    diagnosed(
        Slip.RESULT_FOR_CHANGE,
        "That is loss after the step; by how much it changes is asked for.",
        judge(u4, change, "0.3364"));
  }

  @Test
  void shapes() {
    Run run = run("W = param([[1, 2, 3], [4, 5, 6]])\nloss = sum(W)\n");
    Question shape = new Question.ShapeOf(run.step("W"));
    for (String right : List.of("[2, 3]", "2,3", "(2, 3)", "2 x 3", "2\u00d73")) {
      assertTrue(judge(run, shape, right).right(), right);
    }
    diagnosed(Slip.TRANSPOSED, Wording.TRANSPOSED_SHAPE, judge(run, shape, "[3, 2]"));
    diagnosed(Slip.RESHAPED, Wording.RESHAPED, judge(run, shape, "6"));
    assertEquals(Outcome.UNREADABLE, judge(run, shape, "two").outcome());
    assertTrue(judge(run, new Question.ShapeOf(run.step("loss")), "[]").right());
  }

  @Test
  void roundedAnswersNeedThreeDigits() {
    String text = "x = param(3)\nf = 1 / x\n";
    for (String right : List.of("-0.111", "-0.1111", "-0.11111", "-1/9")) {
      assertTrue(gradient(text, "x", right).right(), right);
    }
    for (String rough : List.of("-0.1", "-0.11")) {
      diagnosed(Slip.TOO_ROUGH, Wording.TOO_ROUGH, gradient(text, "x", rough));
    }
    assertFalse(gradient(text, "x", "-0.112").right());
    assertFalse(gradient(text, "x", "-0.1112").right());
  }

  @Test
  void whatThePageShowsIsRight() {
    for (double value : new double[] {0.50001, 2.0004, 123456.7, 1e-9 / 3, 7.00049, 99999.4}) {
      String shown =
          new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toString();
      Typed typed = Typed.read(shown);
      assertTrue(typed != null && typed.is(value), shown);
    }
  }

  @Test
  void hintsLeadToTheAnswerWithoutGivingIt() {
    Run u4 = run(Graphs.U4);
    Examiner examiner = new Examiner(u4.evaluation(), u4.gradients());
    Hints hints = examiner.hints(new Question.Gradient(u4.step("w2"), 0));
    assertEquals(
        "Multiply the gradient that arrives from behind by the local derivative with respect to w2.",
        hints.words());
    assertEquals(
        "\\frac{\\partial \\ell}{\\partial w_2} = \\frac{\\partial \\ell}{\\partial h_2} \\cdot x",
        hints.formula());
    assertTrue(hints.numbers().endsWith("= -0.12 \\cdot 2"), hints.numbers());
    Hints value = examiner.hints(new Question.Value(u4.step("h2"), 0));
    assertEquals("h_2 = \\max(0, w_2 \\cdot x)", value.formula());
    assertEquals("h_2 = \\max(0, 1 \\cdot 2)", value.numbers());
    Hints both = examiner.hints(new Question.Gradient(u4.step("x"), 0));
    assertTrue(both.words().startsWith("x is used in 2 places."), both.words());
  }
}
