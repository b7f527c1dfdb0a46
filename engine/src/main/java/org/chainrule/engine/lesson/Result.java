package org.chainrule.engine.lesson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.text.Printer;
import org.jspecify.annotations.Nullable;

/**
 * Answers to a lesson that were handed in, graded anew, each on the graph that it was given on.
 * What comes from outside is held to the limits here before anything is computed.
 *
 * @param lesson the lesson
 * @param verdicts one for each answer, in the order in which they came
 */
public record Result(Lesson lesson, List<Verdict> verdicts) {

  /** The most answers. */
  public static final int ANSWERS = 200;

  /** The most characters of an answer. */
  public static final int ANSWER = 400;

  /** The most characters of a graph. */
  public static final int GRAPH = 20_000;

  /** The most numbers of all graphs together that differ from the lesson's. */
  private static final long NUMBERS = 400_000;

  /**
   * An answer that was handed in.
   *
   * @param step which step of the lesson, from 0
   * @param exercise which of its exercises, from 0
   * @param answer as {@link Grading#grade} takes it
   * @param graph the graph it was given on, in the textual form; empty for the step's own
   */
  public record Given(int step, int exercise, String answer, String graph) {}

  /**
   * What became of it.
   *
   * @param outcome how it stands
   * @param changed whether it was given on another graph than the step's
   * @param sentence what there is to say of it
   */
  public record Verdict(Given given, Outcome outcome, boolean changed, String sentence) {}

  public Result {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * Grades what was handed in; of two answers to one question the last counts.
   *
   * @throws IllegalArgumentException with a sentence where it does not belong to this lesson or is
   *     too much
   */
  public static Result of(Lesson lesson, List<Given> given) {
    if (given.size() > ANSWERS) {
      throw new IllegalArgumentException("There are more than " + ANSWERS + " answers.");
    }
    Map<String, Given> last = new LinkedHashMap<>();
    for (Given answer : given) {
      check(lesson, answer);
      last.put(answer.step() + "/" + answer.exercise(), answer);
    }
    List<Verdict> verdicts = new ArrayList<>();
    long numbers = 0;
    for (Given answer : last.values()) {
      Lesson.Step step = lesson.steps().get(answer.step());
      Graph own = parsed(step.graph());
      Graph graph = answer.graph().isEmpty() ? own : parsed(answer.graph());
      boolean changed = graph == null || own == null || !print(graph).equals(print(own));
      numbers += changed && graph != null ? numbers(graph) : 0;
      verdicts.add(
          graph == null || numbers > NUMBERS
              ? new Verdict(answer, Outcome.UNREADABLE, true, refusal(graph))
              : verdict(answer, step.exercises().get(answer.exercise()), graph, changed));
    }
    return new Result(lesson, verdicts);
  }

  private static void check(Lesson lesson, Given answer) {
    if (answer.step() < 0
        || answer.step() >= lesson.steps().size()
        || answer.exercise() < 0
        || answer.exercise() >= lesson.steps().get(answer.step()).exercises().size()) {
      throw new IllegalArgumentException(
          "The lesson has no question "
              + (answer.exercise() + 1)
              + " in step "
              + (answer.step() + 1)
              + ".");
    }
    if (answer.answer().length() > ANSWER || answer.graph().length() > GRAPH) {
      throw new IllegalArgumentException(
          "An answer has at most " + ANSWER + " characters and its graph at most " + GRAPH + ".");
    }
  }

  private static @Nullable Graph parsed(String text) {
    Parsed parsed = Parser.parse(text, Library.standard());
    return parsed.problems().isEmpty() ? parsed.graph() : null;
  }

  private static String print(Graph graph) {
    return Printer.print(graph, Library.standard());
  }

  private static long numbers(Graph graph) {
    long numbers = 0;
    for (Plan.Step step : Compiler.compile(graph, Library.standard()).steps()) {
      numbers += step.shape().count();
    }
    return numbers;
  }

  private static String refusal(@Nullable Graph graph) {
    return graph == null
        ? "The graph of this answer cannot be read."
        : "The graphs of these answers hold too many numbers to be checked here.";
  }

  private static Verdict verdict(Given answer, Exercise exercise, Graph graph, boolean changed) {
    var judged = new Grading(graph).grade(exercise, answer.answer());
    return new Verdict(answer, judged.outcome(), changed, judged.sentence());
  }

  /** How many answers are right. */
  public int right() {
    return (int) verdicts.stream().filter(one -> one.outcome() == Outcome.RIGHT).count();
  }

  /** How many questions the lesson has. */
  public int questions() {
    return lesson.steps().stream().mapToInt(step -> step.exercises().size()).sum();
  }
}
