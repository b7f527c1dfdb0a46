package org.chainrule.engine.lesson;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.quiz.Examiner;
import org.chainrule.engine.quiz.Hints;
import org.chainrule.engine.quiz.Judgement;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.chainrule.engine.quiz.Question;
import org.jspecify.annotations.Nullable;

/** Grades the exercises of a step on the graph as it stands, which a person may have changed. */
public final class Grading {
  private static final Hints NO_HINTS = new Hints("", "", "");

  private final Graph graph;
  private final Plan plan;
  private final Evaluation evaluation;

  /** Evaluates a graph once, for all exercises. */
  public Grading(Graph graph) {
    this.graph = graph;
    plan = Compiler.compile(graph, Library.standard());
    evaluation = Evaluation.run(plan, Map.of());
  }

  /** A question in the terms of the graph, and who judges it. */
  private record Posed(Examiner examiner, Question question) {}

  /**
   * Judges an answer.
   *
   * @param answer what was typed; of a choice the place of the option, from 0; of a node to find
   *     its name; nothing where the graph itself is the answer
   */
  public Judgement grade(Exercise exercise, String answer) {
    if (exercise instanceof Exercise.Choice choice) {
      return choice(choice, answer);
    }
    if (exercise instanceof Exercise.Formula formula) {
      return new FormulaGrading(plan, formula).grade(answer);
    }
    if (exercise instanceof Exercise.Build build) {
      return BuildGrading.grade(plan, build);
    }
    if (exercise instanceof Exercise.Pick pick) {
      return pick(pick, answer.trim());
    }
    if (exercise instanceof Exercise.Reach reach) {
      return reach(reach.goal());
    }
    Target target = ((Exercise.Computed) exercise).target();
    Posed posed = pose(target);
    return posed == null ? missing(target) : posed.examiner().judge(posed.question(), answer);
  }

  private static Judgement choice(Exercise.Choice choice, String answer) {
    for (int i = 0; i < choice.options().size(); i++) {
      Exercise.Option option = choice.options().get(i);
      if (answer.trim().equals(String.valueOf(i))) {
        Outcome outcome = option.right() ? Outcome.RIGHT : Outcome.WRONG;
        return new Judgement(outcome, option.told(), List.of());
      }
    }
    return new Judgement(Outcome.UNREADABLE, "Choose one of the answers.", List.of());
  }

  private Judgement pick(Exercise.Pick pick, String answer) {
    if (step(answer) < 0) {
      return new Judgement(Outcome.UNREADABLE, "Select one node of the graph first.", List.of());
    }
    if (pick.nodes().contains(answer)) {
      return new Judgement(Outcome.RIGHT, "Right: " + answer + ".", List.of());
    }
    for (Exercise.Foreseen wrong : pick.wrong()) {
      if (wrong.answer().equals(answer)) {
        return new Judgement(Outcome.WRONG, wrong.told(), List.of());
      }
    }
    String sentence =
        "Not "
            + answer
            + ". Follow the gradients back from the loss: where do they stop making sense?";
    return new Judgement(Outcome.WRONG, sentence, List.of());
  }

  private Judgement reach(Goal goal) {
    Posed posed = pose(goal.target());
    Double number = posed == null ? null : posed.examiner().expected(posed.question());
    if (number == null) {
      return missing(goal.target());
    }
    return goal.holds(number)
        ? new Judgement(Outcome.RIGHT, "Right.", List.of())
        : new Judgement(Outcome.WRONG, "Not yet: " + goal.words() + ".", List.of());
  }

  private static Judgement missing(Target target) {
    String sentence =
        "The graph no longer tells the "
            + target.text()
            + ". Reset the graph of this step and answer again.";
    return new Judgement(Outcome.UNREADABLE, sentence, List.of());
  }

  /** Help with an exercise: what its author wrote, and for a number the engine's own steps. */
  public Hints hints(Exercise exercise) {
    Posed posed = exercise instanceof Exercise.Computed computed ? pose(computed.target()) : null;
    Hints own = posed == null ? NO_HINTS : posed.examiner().hints(posed.question());
    return exercise.hint().isEmpty()
        ? own
        : new Hints(exercise.hint(), own.formula(), own.numbers());
  }

  /** The answer that is right on this graph, as it is typed; empty where there is none. */
  public String solution(Exercise exercise) {
    if (exercise instanceof Exercise.Choice choice) {
      int right = 0;
      while (!choice.options().get(right).right()) {
        right++;
      }
      return String.valueOf(right);
    }
    if (exercise instanceof Exercise.Formula formula) {
      return formula.reference();
    }
    if (exercise instanceof Exercise.Build build) {
      return build.reference();
    }
    if (exercise instanceof Exercise.Pick pick) {
      return pick.nodes().get(0);
    }
    if (exercise instanceof Exercise.Reach reach) {
      return reach.reference();
    }
    return solution(((Exercise.Computed) exercise).target());
  }

  private String solution(Target target) {
    int step = step(target.node());
    Posed posed = pose(target);
    if (posed == null) {
      return "";
    }
    if (target.kind() == Target.Kind.SHAPE) {
      return plan.steps().get(step).shape().toString();
    }
    Double number = posed.examiner().expected(posed.question());
    if (number == null) {
      return "";
    }
    if (target.kind() == Target.Kind.DIRECTION) {
      return Math.abs(number) < 1e-12 ? "same" : number > 0 ? "rise" : "fall";
    }
    return String.valueOf(number.doubleValue());
  }

  private @Nullable Posed pose(Target target) {
    int step = step(target.node());
    int entry = step < 0 ? -1 : entry(step, target.entry());
    if (entry < 0) {
      return null;
    }
    Examiner examiner = new Examiner(evaluation, Gradients.of(evaluation, plan.loss()));
    return switch (target.kind()) {
      case VALUE -> new Posed(examiner, new Question.Value(step, entry));
      case GRADIENT -> new Posed(examiner, new Question.Gradient(step, entry));
      case SHAPE -> new Posed(examiner, new Question.ShapeOf(step));
      case CONTRIBUTION -> contribution(examiner, step, entry, target.other());
      case SLOPE -> slope(step, entry, step(target.other()));
      case DIRECTION -> {
        int of = step(target.other());
        yield of < 0 ? null : new Posed(examiner, new Question.Direction(step, entry, of));
      }
    };
  }

  /** The slope of a node is the gradient of its ancestors where it stands for the loss. */
  private @Nullable Posed slope(int step, int entry, int of) {
    if (of < 0 || !plan.steps().get(of).shape().isScalar()) {
      return null;
    }
    Examiner examiner = new Examiner(evaluation, Gradients.of(evaluation, of), of);
    return new Posed(examiner, new Question.Gradient(step, entry));
  }

  private @Nullable Posed contribution(Examiner examiner, int step, int entry, String to) {
    int target = step(to);
    String from = plan.steps().get(step).node().id();
    for (int port = 0; target >= 0 && port < plan.steps().get(target).wires().size(); port++) {
      Wire wire = graph.wires().get(plan.steps().get(target).wires().get(port));
      if (wire.from().equals(from)) {
        return new Posed(examiner, new Question.Contribution(target, port, entry));
      }
    }
    return null;
  }

  /** How many axes the value of a node has; -1 where there is no such node. */
  int rank(String name) {
    int step = step(name);
    return step < 0 ? -1 : plan.steps().get(step).shape().rank();
  }

  private int step(String name) {
    for (int i = 0; i < plan.steps().size(); i++) {
      if (plan.steps().get(i).node().label().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The place of an index in a row-major tensor, or -1 where it has none. */
  private int entry(int step, List<Integer> index) {
    int[] dims = plan.steps().get(step).shape().dims();
    if (index.isEmpty()) {
      return 0;
    }
    int at = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      int i = axis < index.size() ? index.get(axis) : -1;
      if (i < 0 || i >= dims[axis]) {
        return -1;
      }
      at = at * dims[axis] + i;
    }
    return index.size() == dims.length ? at : -1;
  }
}
