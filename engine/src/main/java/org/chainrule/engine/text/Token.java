package org.chainrule.engine.text;

/**
 * A piece of text.
 *
 * @param kind what it is
 * @param text as written; for a string without its quotes
 * @param line from 1
 * @param column from 1
 */
record Token(Kind kind, String text, int line, int column) {
  enum Kind {
    NUMBER,
    NAME,
    STRING,
    SYMBOL,
    NEWLINE,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** How to name it in a sentence. */
  String described() {
    return switch (kind) {
      case NEWLINE -> "the end of the line";
      case END -> "the end of the text";
      case STRING -> "\"" + text + "\"";
      default -> text;
    };
  }
}
