package org.chainrule.engine.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.quiz.Judgement;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every lesson, every step and every question, with right answers and wrong ones. */
class LessonsTest {
  private static final int TEXT = 1000;
  private static final int QUESTION = 220;
  private static final int OPTION = 140;

  private record Entry(String course, String name, Lesson lesson) {}

  private static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Courses.Course course : Courses.all()) {
      for (String name : course.lessons()) {
        entries.add(new Entry(course.id(), name, read(course.id() + "/" + name + ".md")));
      }
    }
    return entries;
  }

  private static Lesson read(String file) {
    try (InputStream in = Courses.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new AssertionError("There is no file " + file + " for the lesson in the list.");
      }
      return LessonReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LessonException e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }

  static Stream<Named<Entry>> lessons() {
    return entries().stream().map(entry -> Named.of(entry.course() + "/" + entry.name(), entry));
  }

  private static Graph graph(String text) {
    Parsed parsed = Parser.parse(text, Library.standard());
    assertEquals(List.of(), parsed.problems(), text);
    Graph graph = parsed.graph();
    if (graph == null) {
      throw new AssertionError(text);
    }
    return graph;
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyGraphCompilesAndEveryNameIsInIt(Entry entry) {
    for (Lesson.Step step : entry.lesson().steps()) {
      Graph graph = graph(step.graph());
      assertEquals(List.of(), Compiler.compile(graph, Library.standard()).problems(), step.title());
      List<String> names = graph.nodes().stream().map(node -> node.label()).toList();
      List<String> groups = graph.groups().stream().map(group -> group.name()).toList();
      for (String name : step.focus()) {
        assertTrue(names.contains(name) || groups.contains(name), step.title() + ": " + name);
      }
      for (String cover : step.cover()) {
        Target target = Target.read(cover);
        assertTrue(target != null && names.contains(target.node()), step.title() + ": " + cover);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyQuestionTakesItsAnswerAndTheFigureOfTheLecture(Entry entry) {
    each(
        entry,
        (where, grading, exercise) -> {
          String solution = grading.solution(exercise);
          assertFalse(solution.isEmpty(), where + ": no answer can be computed");
          String reference = reference(exercise);
          if (reference != null) {
            Judgement judged = new Grading(graph(reference)).grade(exercise, "");
            assertEquals(Outcome.RIGHT, judged.outcome(), where + judged.sentence());
            return;
          }
          Judgement judged = grading.grade(exercise, solution);
          assertEquals(Outcome.RIGHT, judged.outcome(), where + ": " + judged.sentence());
          if (exercise instanceof Exercise.Computed computed && !computed.figure().isEmpty()) {
            Judgement figure = grading.grade(exercise, computed.figure());
            assertEquals(
                Outcome.RIGHT, figure.outcome(), where + ": the figure, and not " + solution);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyWrongAnswerThatIsForeseenIsDiagnosed(Entry entry) {
    each(
        entry,
        (where, grading, exercise) -> {
          if (exercise instanceof Exercise.Computed computed) {
            for (Exercise.Foreseen wrong : computed.wrong()) {
              Judgement judged = grading.grade(exercise, wrong.answer());
              List<String> slips =
                  judged.diagnoses().stream()
                      .map(diagnosis -> diagnosis.slip().name().toLowerCase(Locale.ROOT))
                      .toList();
              assertEquals(Outcome.WRONG, judged.outcome(), where + ": " + wrong.answer());
              assertTrue(
                  slips.contains(wrong.told()), where + ": " + wrong.answer() + " is " + slips);
            }
          } else if (exercise instanceof Exercise.Formula formula) {
            for (Exercise.Foreseen wrong : formula.wrong()) {
              Judgement judged = grading.grade(exercise, wrong.answer());
              assertEquals(Outcome.WRONG, judged.outcome(), where + ": " + wrong.answer());
              assertEquals(wrong.told(), judged.sentence(), where);
            }
          } else if (exercise instanceof Exercise.Choice choice) {
            for (int i = 0; i < choice.options().size(); i++) {
              Outcome outcome = choice.options().get(i).right() ? Outcome.RIGHT : Outcome.WRONG;
              assertEquals(outcome, grading.grade(exercise, "" + i).outcome(), where);
            }
          } else if (exercise instanceof Exercise.Pick pick) {
            for (Exercise.Foreseen wrong : pick.wrong()) {
              Judgement judged = grading.grade(exercise, wrong.answer());
              assertEquals(Outcome.WRONG, judged.outcome(), where + ": " + wrong.answer());
              assertEquals(wrong.told(), judged.sentence(), where);
            }
          } else {
            assertEquals(Outcome.WRONG, grading.grade(exercise, "").outcome(), where);
            Judgement judged = new Grading(graph("other = input(1)")).grade(exercise, "");
            assertNotEquals(Outcome.RIGHT, judged.outcome(), where);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void whatAnAuthorIsToldFindsNothing(Entry entry) {
    assertEquals(List.of(), LessonCheck.problems(entry.lesson()));
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void nonsenseIsNeverRightAndNeverAFailure(Entry entry) {
    each(
        entry,
        (where, grading, exercise) -> {
          if (reference(exercise) == null) {
            for (String nonsense : List.of("", "?", "1e999", "1234567.8", "a + (", "[[", "x y")) {
              Judgement judged = grading.grade(exercise, nonsense);
              assertNotEquals(Outcome.RIGHT, judged.outcome(), where + ": " + nonsense);
              assertFalse(judged.sentence().isEmpty(), where);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyTextIsShortEnoughToBeRead(Entry entry) {
    for (Lesson.Step step : entry.lesson().steps()) {
      assertTrue(step.title().length() <= 60, step.title());
      assertTrue(step.text().length() <= TEXT, step.title() + ": " + step.text().length());
      for (Exercise exercise : step.exercises()) {
        assertTrue(exercise.question().length() <= QUESTION, exercise.question());
        if (exercise instanceof Exercise.Choice choice) {
          for (Exercise.Option option : choice.options()) {
            assertTrue(option.text().length() <= OPTION, option.text());
          }
        }
      }
    }
  }

  @Test
  void everyRowOfBothLecturesIsCovered() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    IntStream.rangeClosed(1, 15).forEach(i -> rows.put(row("U", i), new ArrayList<>()));
    IntStream.rangeClosed(1, 14).forEach(i -> rows.put(row("G", i), new ArrayList<>()));
    for (Entry entry : entries()) {
      String figures = figures(entry.lesson());
      for (String row : entry.lesson().covers()) {
        String key = row(row.substring(0, 1), Integer.parseInt(row.substring(1)));
        rows.get(key).add("| " + row + " | " + entry.course() + "/" + entry.name() + figures);
      }
    }
    StringBuilder table =
        new StringBuilder("| row | lesson | figures reproduced |\n|---|---|---|\n");
    rows.forEach(
        (row, lessons) -> {
          assertFalse(lessons.isEmpty(), "No lesson covers " + row);
          lessons.forEach(lesson -> table.append(lesson).append('\n'));
        });
    Path file = Path.of("target", "lessons.md");
    Files.writeString(file, table);
    System.out.println(table);
  }

  /** A graph that answers an exercise, where a graph does. */
  private static @Nullable String reference(Exercise exercise) {
    if (exercise instanceof Exercise.Build build) {
      return build.reference();
    }
    return exercise instanceof Exercise.Reach reach ? reach.reference() : null;
  }

  private static String row(String deck, int number) {
    return deck + (number < 10 ? "0" : "") + number;
  }

  /** The figures that the lesson's author expects; the walk has compared each with the engine's. */
  private static String figures(Lesson lesson) {
    List<String> figures = new ArrayList<>();
    for (Lesson.Step step : lesson.steps()) {
      for (Exercise exercise : step.exercises()) {
        if (exercise instanceof Exercise.Computed computed && !computed.figure().isEmpty()) {
          figures.add(computed.target().text() + " = " + computed.figure());
        } else if (exercise instanceof Exercise.Formula formula) {
          figures.add(formula.target().text() + " = " + formula.reference());
        }
      }
    }
    return " | " + String.join("; ", figures) + " |";
  }

  private interface Visit {
    void exercise(String where, Grading grading, Exercise exercise);
  }

  private static void each(Entry entry, Visit visit) {
    for (Lesson.Step step : entry.lesson().steps()) {
      Grading grading = new Grading(graph(step.graph()));
      for (Exercise exercise : step.exercises()) {
        visit.exercise(step.title() + ", \"" + exercise.question() + "\"", grading, exercise);
      }
    }
  }
}
