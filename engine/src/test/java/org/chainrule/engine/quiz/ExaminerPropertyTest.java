package org.chainrule.engine.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.engine.RandomGraphs;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure of random graphs over all operations, asked for; the seed is the test's name. */
class ExaminerPropertyTest {

  static IntStream seeds() {
    return IntStream.range(0, 80);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theRightAnswerIsTakenAndARandomOneIsNot(int seed) {
    Plan plan = Compiler.compile(RandomGraphs.of(seed, 10), Library.standard());
    Evaluation evaluation = Evaluation.run(plan, Map.of());
    Gradients gradients = Gradients.of(evaluation, plan.loss());
    Examiner examiner = new Examiner(evaluation, gradients);
    Generator random = new Generator(seed, "answers");
    for (Question question : questions(plan, evaluation, gradients, random)) {
      Double truth = examiner.expected(question);
      assertTrue(truth != null, question::toString);
      BigDecimal shown = new BigDecimal(truth).round(new MathContext(4)).stripTrailingZeros();
      for (String right : List.of(shown.toPlainString(), shown.toString(), truth.toString())) {
        Judgement judgement = examiner.judge(question, right);
        assertTrue(judgement.right(), () -> question + " " + right + ": " + judgement);
      }
      double off = truth + (1 + random.nextDouble()) * Math.max(0.01, 0.02 * Math.abs(truth));
      Judgement wrong = examiner.judge(question, Double.toString(off));
      assertFalse(wrong.right(), () -> question + " took " + off + " for " + truth);
      for (Diagnosis diagnosis : wrong.diagnoses()) {
        assertFalse(diagnosis.sentence().isBlank());
      }
      assertFalse(examiner.hints(question).words().isBlank());
      assertEquals(wrong, examiner.judge(question, Double.toString(off)), "the same again");
    }
  }

  private static List<Question> questions(
      Plan plan, Evaluation evaluation, Gradients gradients, Generator random) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      Tensor value = evaluation.value(i);
      int entry = value == null ? 0 : random.nextInt(value.size());
      questions.add(new Question.Value(i, entry));
      if (gradients.gradient(i) != null) {
        questions.add(new Question.Gradient(i, entry));
      }
      for (int port = 0; port < plan.steps().get(i).inputs().size(); port++) {
        Tensor part = gradients.contribution(i, port);
        if (part != null) {
          questions.add(new Question.Contribution(i, port, random.nextInt(part.size())));
          Tensor local = gradients.localDerivative(i, port);
          if (local != null) {
            questions.add(new Question.Local(i, port, random.nextInt(local.size())));
          }
        }
      }
    }
    return questions;
  }
}
