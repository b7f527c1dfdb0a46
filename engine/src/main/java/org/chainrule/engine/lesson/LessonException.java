package org.chainrule.engine.lesson;

/** A lesson that cannot be read; the message is a sentence that names the line. */
public final class LessonException extends Exception {
  private static final long serialVersionUID = 1;

  LessonException(int line, String message) {
    super("Line " + line + ": " + message);
  }
}
