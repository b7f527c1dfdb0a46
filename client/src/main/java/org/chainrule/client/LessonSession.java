package org.chainrule.client;

import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.lesson.Exercise;
import org.chainrule.engine.lesson.Grading;
import org.chainrule.engine.lesson.Lesson;
import org.chainrule.engine.lesson.LessonCheck;
import org.chainrule.engine.lesson.LessonException;
import org.chainrule.engine.lesson.LessonReader;
import org.teavm.jso.JSExport;

/** One lesson that is taken on the page. Steps and exercises are addressed by their index. */
public final class LessonSession {
  private final Lesson lesson;

  /**
   * Reads a lesson from its file; fails with an Error whose message is a sentence that names the
   * line.
   */
  @JSExport
  public LessonSession(String text) {
    try {
      lesson = LessonReader.read(text);
    } catch (LessonException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** What its author has to mend yet, as a JSON list of sentences. */
  @JSExport
  public String problems() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    LessonCheck.problems(lesson).forEach(out::value);
    return out.endArray().toString();
  }

  /** The lesson as JSON: title, summary, covers and steps. */
  @JSExport
  public String json() {
    return lesson.json();
  }

  /**
   * Judges an answer on the graph as it stands, as JSON.
   *
   * @param answer what was typed, or the index of the option that was chosen
   */
  @JSExport
  public String grade(int step, int exercise, String document, String answer) {
    return new Grading(Answers.read(document)).grade(exercise(step, exercise), answer).json();
  }

  /** Help with an exercise in three steps, as JSON. */
  @JSExport
  public String hints(int step, int exercise, String document) {
    return new Grading(Answers.read(document)).hints(exercise(step, exercise)).json();
  }

  /** The right answer on the graph as it stands, as it is typed. */
  @JSExport
  public String solution(int step, int exercise, String document) {
    return new Grading(Answers.read(document)).solution(exercise(step, exercise));
  }

  private Exercise exercise(int step, int exercise) {
    if (step < 0
        || step >= lesson.steps().size()
        || exercise < 0
        || exercise >= lesson.steps().get(step).exercises().size()) {
      throw new IllegalArgumentException("expected an exercise, got " + step + ", " + exercise);
    }
    return lesson.steps().get(step).exercises().get(exercise);
  }
}
