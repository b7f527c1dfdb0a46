package org.chainrule.engine.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.quiz.Judgement;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Walks a lesson as a student would, with right answers and wrong ones: what the build demands of
 * every lesson, and what its author is told while writing.
 */
public final class LessonCheck {
  private final List<String> problems = new ArrayList<>();

  private LessonCheck() {}

  /** Everything that is wrong, as sentences in the order of the file. */
  public static List<String> problems(Lesson lesson) {
    LessonCheck check = new LessonCheck();
    lesson.steps().forEach(check::step);
    return check.problems;
  }

  private void step(Lesson.Step step) {
    String where = "\"" + step.title() + "\": ";
    Graph graph = graph(where, step.graph());
    if (graph == null) {
      return;
    }
    List<String> names = new ArrayList<>(graph.nodes().stream().map(Node::label).toList());
    graph.groups().forEach(group -> names.add(group.name()));
    for (String name : step.focus()) {
      if (!names.contains(name)) {
        problems.add(where + "focus names " + name + ", which is not in the graph.");
      }
    }
    for (String cover : step.cover()) {
      Target target = Target.read(cover);
      if (target == null || !names.contains(target.node())) {
        problems.add(where + "cover: " + cover + " is no figure of the graph.");
      }
    }
    Grading grading = new Grading(graph);
    for (Exercise exercise : step.exercises()) {
      exercise(where + "\"" + exercise.question() + "\": ", grading, exercise);
    }
  }

  private @Nullable Graph graph(String where, String text) {
    Parsed parsed = Parser.parse(text, Library.standard());
    Graph graph = parsed.problems().isEmpty() ? parsed.graph() : null;
    List<Problem> found =
        graph == null ? parsed.problems() : Compiler.compile(graph, Library.standard()).problems();
    found.forEach(problem -> problems.add(where + problem.message()));
    return found.isEmpty() ? graph : null;
  }

  private void exercise(String where, Grading grading, Exercise exercise) {
    if (exercise instanceof Exercise.Build build) {
      referenced(where, grading, exercise, build.reference());
    } else if (exercise instanceof Exercise.Reach reach) {
      referenced(where, grading, exercise, reach.reference());
    } else {
      String solution = grading.solution(exercise);
      if (solution.isEmpty()) {
        problems.add(where + "no answer can be computed on the graph of the step.");
      } else if (!grading.grade(exercise, solution).right()) {
        problems.add(where + grading.grade(exercise, solution).sentence());
      }
    }
    if (exercise instanceof Exercise.Computed computed) {
      computed(where, grading, computed);
    } else if (exercise instanceof Exercise.Formula formula) {
      told(where, grading, exercise, formula.wrong());
    } else if (exercise instanceof Exercise.Pick pick) {
      told(where, grading, exercise, pick.wrong());
    }
  }

  /** A graph answers: the one of the file does, that of the step does not yet. */
  private void referenced(String where, Grading grading, Exercise exercise, String reference) {
    Graph graph = graph(where, reference);
    if (graph == null) {
      return;
    }
    Judgement judged = new Grading(graph).grade(exercise, "");
    if (!judged.right()) {
      problems.add(where + "the graph of the answer is not right. " + judged.sentence());
    } else if (grading.grade(exercise, "").right()) {
      problems.add(where + "the graph of the step is right already.");
    }
  }

  private void computed(String where, Grading grading, Exercise.Computed exercise) {
    if (!exercise.figure().isEmpty() && !grading.grade(exercise, exercise.figure()).right()) {
      problems.add(
          where
              + "you expect "
              + exercise.figure()
              + ", and the engine computes "
              + Draft.rounded(grading.solution(exercise))
              + ".");
    }
    for (Exercise.Foreseen wrong : exercise.wrong()) {
      Judgement judged = grading.grade(exercise, wrong.answer());
      boolean found =
          judged.diagnoses().stream()
              .anyMatch(one -> one.slip().name().toLowerCase(Locale.ROOT).equals(wrong.told()));
      if (judged.outcome() != Outcome.WRONG || !found) {
        problems.add(where + wrong.answer() + " is not diagnosed as " + wrong.told() + ".");
      }
    }
  }

  private void told(
      String where, Grading grading, Exercise exercise, List<Exercise.Foreseen> wrong) {
    for (Exercise.Foreseen one : wrong) {
      Judgement judged = grading.grade(exercise, one.answer());
      if (judged.outcome() != Outcome.WRONG || !judged.sentence().equals(one.told())) {
        problems.add(where + one.answer() + " is not the wrong answer that it is taken for.");
      }
    }
  }
}
