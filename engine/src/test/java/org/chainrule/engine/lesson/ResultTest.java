package org.chainrule.engine.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.chainrule.engine.lesson.Result.Given;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final String TEXT =
      """
      ---
      title: Two
      summary: Two questions.
      ---

      ## First

      ```graph
      x = input(3)
      f = x^2
      ```

      ? The value?
      = value f [9]

      ? The slope, as a formula?
      = formula gradient x : 2 * x
      """;

  private static Result result(Given... given) throws LessonException {
    return Result.of(LessonReader.read(TEXT), List.of(given));
  }

  @Test
  void eachAnswerIsGradedOnTheGraphItWasGivenOn() throws LessonException {
    Result own = result(new Given(0, 0, "9", ""), new Given(0, 1, "x + x", ""));
    assertEquals(2, own.right());
    assertEquals(2, own.questions());
    assertFalse(own.verdicts().get(0).changed());

    Result other = result(new Given(0, 0, "16", "x = input(4)\nf = x^2\n"));
    assertEquals(1, other.right());
    assertTrue(other.verdicts().get(0).changed());
    assertEquals(0, result(new Given(0, 0, "16", "x = input(3)\nf = x ^ 2\n")).right());
    assertFalse(
        result(new Given(0, 0, "9", "x = input(3)\nf = x ^ 2\n")).verdicts().get(0).changed());
  }

  @Test
  void theLastOfTwoAnswersCounts() throws LessonException {
    Result result = result(new Given(0, 0, "8", ""), new Given(0, 0, "9", ""));
    assertEquals(1, result.verdicts().size());
    assertEquals(1, result.right());
  }

  @Test
  void whatIsTooLargeOrUnreadableIsNotComputed() throws LessonException {
    String large = "x = input(3)\nW = param(shape=[4000, 4000])\nf = sum(W) * x\n";
    assertEquals(
        Outcome.UNREADABLE, result(new Given(0, 0, "9", large)).verdicts().get(0).outcome());
    assertEquals(
        Outcome.UNREADABLE, result(new Given(0, 0, "9", "f = (")).verdicts().get(0).outcome());
    String formula = "2 * x + 0 * sum(param(shape=[4000, 4000], init=\"he\"))";
    assertEquals(
        Outcome.UNREADABLE, result(new Given(0, 1, formula, "")).verdicts().get(0).outcome());
  }

  @Test
  void whatIsNoAnswerToThisLessonIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> result(new Given(0, 2, "9", "")));
    assertThrows(IllegalArgumentException.class, () -> result(new Given(-1, 0, "9", "")));
    assertThrows(
        IllegalArgumentException.class, () -> result(new Given(0, 0, "9".repeat(401), "")));
    assertThrows(
        IllegalArgumentException.class, () -> result(new Given(0, 0, "9", " ".repeat(20_001))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Result.of(LessonReader.read(TEXT), Collections.nCopies(201, new Given(0, 0, "9", ""))));
  }
}
