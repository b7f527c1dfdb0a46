package org.chainrule.engine.json;

/**
 * Text that is not JSON, or is JSON past a limit; the message is a sentence that ends with the
 * place.
 */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  JsonException(String message, int line, int column) {
    super(message + " (line " + line + ", column " + column + ")");
    this.line = line;
    this.column = column;
  }

  /** The line of the fault, from 1. */
  public int line() {
    return line;
  }

  /** The column of the fault, from 1, in characters. */
  public int column() {
    return column;
  }
}
