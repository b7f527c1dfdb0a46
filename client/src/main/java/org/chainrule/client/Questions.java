package org.chainrule.client;

import java.util.List;
import org.chainrule.engine.quiz.Question;
import org.jspecify.annotations.Nullable;

/** Turns what the page asks about into questions. */
final class Questions {
  private Questions() {}

  /**
   * The question about a figure; null where there is none.
   *
   * @param step of the node that it belongs to, or -1
   * @param into the step that the wire enters which it belongs to, or -1
   * @param port the port that the wire enters
   */
  static @Nullable Question about(String figure, int step, int into, int port, int entry) {
    boolean ofWire = figure.equals("contribution") || figure.equals("local");
    if ((ofWire ? into : step) < 0) {
      return null;
    }
    return switch (figure) {
      case "value" -> new Question.Value(step, entry);
      case "gradient" -> new Question.Gradient(step, entry);
      case "shape" -> new Question.ShapeOf(step);
      case "contribution" -> new Question.Contribution(into, port, entry);
      case "local" -> new Question.Local(into, port, entry);
      default -> null;
    };
  }

  /** The question that a word or a number about a nudge answers. */
  static @Nullable Question ofNudge(int step, int entry, int of, double delta, String answer) {
    if (step < 0 || of < 0) {
      return null;
    }
    return List.of("rise", "fall", "same").contains(answer)
        ? new Question.Direction(step, entry, of)
        : new Question.Change(step, entry, of, delta);
  }
}
