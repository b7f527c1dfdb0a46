package org.chainrule.engine.quiz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.autodiff.Nudge;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Judges answers about one run. What is right is computed from the run, and so is what is wrong.
 */
public final class Examiner {
  /** A slope below this is what rounding left of 0. */
  private static final double NOTHING = 1e-12;

  /** So many slips are named at most: where more lead to one answer, the rest says little. */
  private static final int NAMED = 2;

  private static final double POWERS = 3;

  private final Evaluation evaluation;
  private final Gradients gradients;
  private final int loss;

  /**
   * An examiner for one run.
   *
   * @param gradients those of the plan's loss
   */
  public Examiner(Evaluation evaluation, Gradients gradients) {
    this(evaluation, gradients, evaluation.plan().loss());
  }

  /**
   * An examiner that takes another step for the loss.
   *
   * @param gradients those of that step
   * @param loss the step whose derivatives are asked for; it holds one number
   */
  public Examiner(Evaluation evaluation, Gradients gradients, int loss) {
    this.evaluation = evaluation;
    this.gradients = gradients;
    this.loss = loss;
  }

  /**
   * The number that answers a question: of a direction its slope. Null where it is no number, or
   * there is nothing to answer.
   */
  public @Nullable Double expected(Question question) {
    Double truth = truth(question);
    return truth == null || !Double.isFinite(truth) ? null : truth;
  }

  private @Nullable Double truth(Question question) {
    if (question instanceof Question.Value value) {
      return entry(evaluation.value(value.step()), value.entry());
    }
    if (question instanceof Question.Gradient gradient) {
      return loss < 0 ? null : entry(gradients.gradient(gradient.step()), gradient.entry());
    }
    if (question instanceof Question.Contribution part) {
      return entry(gradients.contribution(part.step(), part.port()), part.entry());
    }
    if (question instanceof Question.Local local) {
      return entry(gradients.localDerivative(local.step(), local.port()), local.entry());
    }
    if (question instanceof Question.Direction direction) {
      Nudge nudge = Nudge.of(evaluation, direction.step(), direction.entry(), direction.of(), 0);
      return nudge == null ? null : (Double) nudge.slope();
    }
    if (question instanceof Question.Change change) {
      Nudge nudge = nudge(change);
      return nudge == null ? null : (Double) nudge.predicted();
    }
    return null;
  }

  private @Nullable Nudge nudge(Question.Change change) {
    return Nudge.of(evaluation, change.step(), change.entry(), change.of(), change.delta());
  }

  private static @Nullable Double entry(@Nullable Tensor tensor, int entry) {
    return tensor == null || entry < 0 || entry >= tensor.size() ? null : (Double) tensor.at(entry);
  }

  private String name(int step) {
    return Wording.name(evaluation.plan().steps().get(step));
  }

  /**
   * Judges what a person typed: a number (rounded to three digits or more), for a direction {@code
   * rise}, {@code fall} or {@code same}, for a shape {@code [2, 3]}.
   */
  public Judgement judge(Question question, String answer) {
    if (question instanceof Question.ShapeOf shape) {
      return shape(evaluation.plan().steps().get(shape.step()).shape(), answer);
    }
    Double truth = expected(question);
    if (truth == null) {
      return new Judgement(Outcome.UNREADABLE, Wording.NOTHING_TO_ANSWER, List.of());
    }
    if (question instanceof Question.Direction direction) {
      return direction(truth, name(direction.of()), answer.trim());
    }
    Typed typed = Typed.read(answer);
    if (typed == null) {
      return new Judgement(Outcome.UNREADABLE, Wording.NO_NUMBER, List.of());
    }
    if (typed.is(truth) || question instanceof Question.Change change && within(change, typed)) {
      return new Judgement(Outcome.RIGHT, Wording.RIGHT, List.of());
    }
    return wrong(diagnoses(typed, truth, candidates(question)));
  }

  /** A change is right from the prediction to what really happens. */
  private boolean within(Question.Change change, Typed typed) {
    Nudge nudge = nudge(change);
    if (nudge == null) {
      return false;
    }
    double low = Math.min(nudge.predicted(), nudge.change());
    double high = Math.max(nudge.predicted(), nudge.change());
    return typed.is(nudge.change()) || typed.value() > low && typed.value() < high;
  }

  private List<Candidate> candidates(Question question) {
    if (question instanceof Question.Value value) {
      return new ForwardSlips(evaluation, gradients, value.step(), value.entry()).value();
    }
    if (question instanceof Question.Change change) {
      return changes(change);
    }
    BackwardSlips slips = new BackwardSlips(evaluation, gradients, loss);
    if (question instanceof Question.Gradient gradient) {
      return slips.gradient(gradient.step(), gradient.entry());
    }
    if (question instanceof Question.Contribution part) {
      return slips.contribution(part.step(), part.port(), part.entry());
    }
    if (question instanceof Question.Local local) {
      return slips.local(local.step(), local.port(), local.entry());
    }
    return List.of();
  }

  private List<Candidate> changes(Question.Change change) {
    Nudge nudge = nudge(change);
    if (nudge == null) {
      return List.of();
    }
    String of = name(change.of());
    return List.of(
        new Candidate(
            nudge.slope(), new Diagnosis(Slip.SLOPE_FOR_CHANGE, Wording.slopeForChange(of), "")),
        new Candidate(
            nudge.after(), new Diagnosis(Slip.RESULT_FOR_CHANGE, Wording.resultForChange(of), "")));
  }

  /** The slips that lead to just this answer and not to the right one, one of each kind. */
  private static List<Diagnosis> diagnoses(Typed typed, double truth, List<Candidate> candidates) {
    List<Diagnosis> found = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Diagnosis diagnosis = candidate.diagnosis();
      if (typed.is(candidate.value())
          && found.stream().noneMatch(other -> other.slip() == diagnosis.slip())) {
        found.add(diagnosis);
      }
    }
    if (typed.is(-truth)) {
      found.add(new Diagnosis(Slip.WRONG_SIGN, Wording.WRONG_SIGN, ""));
    }
    for (int power = 1; power <= POWERS; power++) {
      double shift = Math.pow(10, power);
      if (truth != 0 && (typed.is(truth * shift) || typed.is(truth / shift))) {
        found.add(new Diagnosis(Slip.DECIMAL_POINT, Wording.DECIMAL_POINT, ""));
      }
    }
    if (typed.value() != 0 && typed.isRoughly(truth)) {
      found.add(new Diagnosis(Slip.TOO_ROUGH, Wording.TOO_ROUGH, ""));
    }
    found.sort(Comparator.comparing(Diagnosis::slip));
    return found.subList(0, Math.min(NAMED, found.size()));
  }

  private static Judgement wrong(List<Diagnosis> diagnoses) {
    String sentence = diagnoses.isEmpty() ? Wording.WRONG : diagnoses.get(0).sentence();
    return new Judgement(Outcome.WRONG, sentence, diagnoses);
  }

  private static Judgement direction(double slope, String of, String answer) {
    boolean still = Math.abs(slope) <= NOTHING;
    String right = still ? "same" : slope > 0 ? "rise" : "fall";
    if (!List.of("rise", "fall", "same").contains(answer)) {
      return new Judgement(Outcome.UNREADABLE, Wording.NO_DIRECTION, List.of());
    }
    String sentence = Wording.direction(of, still ? 0 : slope);
    if (answer.equals(right)) {
      return new Judgement(Outcome.RIGHT, sentence, List.of());
    }
    boolean turned = !still && !answer.equals("same");
    return turned
        ? wrong(List.of(new Diagnosis(Slip.WRONG_SIGN, sentence, "")))
        : new Judgement(Outcome.WRONG, sentence, List.of());
  }

  private static Judgement shape(Shape shape, String answer) {
    Shape given = shapeOf(answer);
    if (given == null) {
      return new Judgement(Outcome.UNREADABLE, Wording.NO_SHAPE, List.of());
    }
    if (given.equals(shape)) {
      return new Judgement(Outcome.RIGHT, Wording.RIGHT, List.of());
    }
    int[] dims = given.dims();
    boolean turned = dims.length == shape.rank();
    for (int axis = 0; turned && axis < dims.length; axis++) {
      turned = dims[axis] == shape.dim(dims.length - 1 - axis);
    }
    if (turned) {
      return wrong(List.of(new Diagnosis(Slip.TRANSPOSED, Wording.TRANSPOSED_SHAPE, "")));
    }
    return wrong(
        given.count() == shape.count()
            ? List.of(new Diagnosis(Slip.RESHAPED, Wording.RESHAPED, ""))
            : List.of());
  }

  /** Reads {@code [2, 3]}, {@code 2, 3}, {@code 2 x 3} or {@code (2, 3)}. */
  private static @Nullable Shape shapeOf(String answer) {
    List<Integer> dims = new ArrayList<>();
    int number = -1;
    String text = answer.trim() + " ";
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.max(0, number) * 10 + c - '0';
      } else {
        if (number >= 0) {
          dims.add(number);
        }
        number = -1;
        if (" ,x\u00d7[]()".indexOf(c) < 0) {
          return null;
        }
      }
      if (number > 1_000_000) {
        return null;
      }
    }
    return text.isBlank() ? null : Shape.of(dims.stream().mapToInt(dim -> dim).toArray());
  }

  /** Help with a question, short of its answer. */
  public Hints hints(Question question) {
    return new Hinting(evaluation, gradients, loss).of(question);
  }
}
