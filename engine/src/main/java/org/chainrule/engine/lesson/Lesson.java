package org.chainrule.engine.lesson;

import java.util.List;

/**
 * A lesson: a graph to look at and questions about it, step by step.
 *
 * @param title what the menu calls it
 * @param covers the rows of the lectures that it plays, such as U4; none for a lesson beside them
 * @param summary what is learned, as a sentence
 * @param steps in the order in which they are taken; at least one
 */
public record Lesson(String title, List<String> covers, String summary, List<Step> steps) {
  /** The panels that a step can open: gradient descent, and the model builder. */
  public static final List<String> PANELS = List.of("descent", "model");

  public Lesson {
    covers = List.copyOf(covers);
    steps = List.copyOf(steps);
  }

  /** The lesson as JSON, without what would give an answer away. */
  public String json() {
    return LessonJson.write(this);
  }

  /**
   * One screen of a lesson.
   *
   * @param text paragraphs with TeX between dollar signs and names between backticks
   * @param graph the graph it is about, in the textual form
   * @param focus the names of the nodes it is about
   * @param cover the figures that are held back until they are answered, such as "gradient w2"
   * @param panel the panel that opens with it, one of {@link #PANELS}; empty for none
   * @param exercises its questions
   */
  public record Step(
      String title,
      String text,
      String graph,
      List<String> focus,
      List<String> cover,
      String panel,
      List<Exercise> exercises) {
    public Step {
      focus = List.copyOf(focus);
      cover = List.copyOf(cover);
      exercises = List.copyOf(exercises);
    }
  }
}
