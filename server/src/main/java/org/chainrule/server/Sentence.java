package org.chainrule.server;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** What to tell a person at a terminal about a failure. */
final class Sentence {

  private Sentence() {}

  static String of(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return "The port is in use: stop the other program, or choose another with --port.";
      }
    }
    String message = failure.getMessage();
    return message == null ? "It failed: " + failure.getClass().getSimpleName() + "." : message;
  }
}
