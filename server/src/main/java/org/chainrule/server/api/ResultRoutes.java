package org.chainrule.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chainrule.engine.lesson.Courses;
import org.chainrule.engine.lesson.Exercise;
import org.chainrule.engine.lesson.Lesson;
import org.chainrule.engine.lesson.LessonException;
import org.chainrule.engine.lesson.LessonReader;
import org.chainrule.engine.lesson.Result;

/**
 * Answers to a lesson, handed in and graded by the engine. Nothing is kept: whoever holds them can
 * have them graded again.
 */
final class ResultRoutes {
  private static final Set<String> FIELDS = Set.of("lesson", "name", "answers");
  private static final Set<String> ANSWER = Set.of("step", "exercise", "answer", "graph");
  private static final int NAME = 80;

  private final String version;
  private final Clock clock;

  ResultRoutes(String version, Clock clock) {
    this.version = version;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes.post("/api/results", this::grade);
  }

  private void grade(Context ctx) {
    RequestBody request = RequestBody.of(ctx, FIELDS);
    String id = request.text("lesson", "");
    String name = request.text("name", "");
    if (name.length() > NAME) {
      throw new HttpProblem(422, "\"name\" has at most " + NAME + " characters.");
    }
    Lesson lesson = lesson(id);
    Result result;
    try {
      result = Result.of(lesson, given(request));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(422, String.valueOf(e.getMessage()));
    }
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("application/json").result(Json.write(body(id, name, result)));
  }

  private static List<Result.Given> given(RequestBody request) {
    return request.objects("answers", ANSWER, Result.ANSWERS).stream()
        .map(
            answer ->
                new Result.Given(
                    answer.integer("step", 0, 0, 1000),
                    answer.integer("exercise", 0, 0, 1000),
                    answer.text("answer", ""),
                    answer.text("graph", "")))
        .toList();
  }

  /** A lesson of THE list, by its course and name. */
  private static Lesson lesson(String id) {
    for (Courses.Course course : Courses.all()) {
      for (String name : course.lessons()) {
        if (id.equals(course.id() + "/" + name)) {
          return read(id + ".md");
        }
      }
    }
    throw new HttpProblem(422, "There is no such lesson: \"lesson\" is a course and a name.");
  }

  private static Lesson read(String file) {
    try (InputStream in = Courses.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("expected the file " + file + " of the list");
      }
      return LessonReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LessonException e) {
      throw new IllegalStateException(file + " is read by the build", e);
    }
  }

  private ObjectNode body(String id, String name, Result result) {
    ObjectNode body = Json.object();
    body.put("lesson", id).put("title", result.lesson().title()).put("name", name);
    body.put("right", result.right()).put("questions", result.questions());
    body.put("checkedAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    body.put("version", version);
    ArrayNode answers = body.putArray("answers");
    for (Result.Verdict verdict : result.verdicts()) {
      Lesson.Step step = result.lesson().steps().get(verdict.given().step());
      Exercise exercise = step.exercises().get(verdict.given().exercise());
      ObjectNode answer = answers.addObject();
      answer.put("step", verdict.given().step()).put("exercise", verdict.given().exercise());
      answer.put("title", step.title());
      answer.put("question", exercise.question());
      answer.put("answer", shown(exercise, verdict.given().answer()));
      answer.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
      answer.put("changed", verdict.changed()).put("sentence", verdict.sentence());
    }
    return body;
  }

  /** An answer as people read it: of a choice the option, not its place. */
  private static String shown(Exercise exercise, String answer) {
    if (exercise instanceof Exercise.Choice choice) {
      for (int i = 0; i < choice.options().size(); i++) {
        if (answer.trim().equals(String.valueOf(i))) {
          return choice.options().get(i).text();
        }
      }
    }
    return answer;
  }
}
