package org.chainrule.engine.quiz;

import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.explain.Derivation;
import org.chainrule.engine.explain.Explanation;
import org.chainrule.engine.explain.Explanation.PortExplanation;
import org.chainrule.engine.plan.Plan;

/** Words, a formula, and the formula with its numbers, for each kind of question. */
record Hinting(Evaluation evaluation, Gradients gradients, int loss) {

  Hints of(Question question) {
    if (question instanceof Question.Value value) {
      return value(value.step());
    }
    if (question instanceof Question.Gradient gradient) {
      return gradient(gradient.step());
    }
    if (question instanceof Question.Contribution part) {
      return contribution(part.step(), part.port());
    }
    if (question instanceof Question.Local local) {
      return local(local.step(), local.port());
    }
    if (question instanceof Question.Direction direction) {
      return slope(direction.step(), direction.of());
    }
    if (question instanceof Question.Change change) {
      return slope(change.step(), change.of());
    }
    return new Hints(Wording.HINT_SHAPE, "", "");
  }

  private Plan.Step step(int index) {
    return evaluation.plan().steps().get(index);
  }

  private Hints value(int index) {
    Explanation own = Explanation.of(evaluation, gradients, index);
    String words =
        step(index).inputs().isEmpty() ? Wording.HINT_GIVEN : step(index).op().info().summary();
    return new Hints(words, own.formula(), withoutResult(own.numbers()));
  }

  private Hints gradient(int index) {
    if (index == loss) {
      return new Hints(Wording.HINT_LOSS, "", "");
    }
    List<Derivation.Line> lines = Derivation.of(evaluation, gradients, index, loss).lines();
    int uses = 0;
    for (int i = index + 1; i <= loss; i++) {
      for (int port = 0; port < step(i).inputs().size(); port++) {
        boolean flows = gradients.contribution(i, port) != null;
        uses += flows && step(i).inputs().get(port) == index ? 1 : 0;
      }
    }
    String words = Wording.hintGradient(Wording.name(step(index)), uses);
    if (lines.isEmpty()) {
      return new Hints(words, "", "");
    }
    Derivation.Line last = lines.get(lines.size() - 1);
    return new Hints(words, last.left() + " = " + last.tex(), last.left() + " = " + last.numbers());
  }

  private Hints local(int index, int port) {
    PortExplanation own = Explanation.of(evaluation, gradients, index).ports().get(port);
    String words =
        Wording.hintLocal(
            Wording.name(step(index)), Wording.name(step(step(index).inputs().get(port))));
    return new Hints(words, own.formula(), unplugged(own));
  }

  private Hints contribution(int index, int port) {
    PortExplanation own = Explanation.of(evaluation, gradients, index).ports().get(port);
    String words = Wording.hintContribution(Wording.name(step(index)));
    if (index == loss) {
      return new Hints(words, own.formula(), unplugged(own));
    }
    List<Derivation.Line> lines = Derivation.of(evaluation, gradients, index, loss).lines();
    if (lines.isEmpty()) {
      return new Hints(words, own.formula(), "");
    }
    Derivation.Line arrives = lines.get(lines.size() - 1);
    return new Hints(words, arrives.left() + " \\cdot " + symbol(own.formula()), own.formula());
  }

  /** What an equation defines: its left side. */
  private static String symbol(String equation) {
    int equals = equation.indexOf(" = ");
    return equals < 0 ? equation : equation.substring(0, equals);
  }

  /** The numbers of a local derivative where they are not yet the result. */
  private static String unplugged(PortExplanation port) {
    String numbers = port.numbers();
    int equals = numbers.lastIndexOf(" = ");
    return equals < 0 ? "" : numbers.substring(0, equals);
  }

  private static String withoutResult(String numbers) {
    int last = numbers.lastIndexOf(" = ");
    int first = numbers.indexOf(" = ");
    return last <= first ? "" : numbers.substring(0, last);
  }

  private Hints slope(int index, int of) {
    Gradients slopes = Gradients.of(evaluation, of);
    List<Derivation.Line> lines = Derivation.of(evaluation, slopes, index, of).lines();
    String words = Wording.hintSlope(Wording.name(step(of)), Wording.name(step(index)));
    return lines.isEmpty()
        ? new Hints(words, "", "")
        : new Hints(words, lines.get(lines.size() - 1).tex(), "");
  }
}
