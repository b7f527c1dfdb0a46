package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.text.Token.Kind;

/** Cuts text into tokens. A line break inside brackets is space; a # starts a comment. */
final class Lexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private int brackets;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of the text, the last of kind END. */
  static List<Token> read(String text) throws SyntaxException {
    Lexer lexer = new Lexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    lexer.add(Kind.NEWLINE, "", lexer.at);
    lexer.add(Kind.END, "", lexer.at);
    return lexer.tokens;
  }

  private void next() throws SyntaxException {
    char c = text.charAt(at);
    if (c == '\n') {
      if (brackets == 0) {
        add(Kind.NEWLINE, "", at);
      }
      at++;
      line++;
      lineStart = at;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      at++;
    } else if (c == '#') {
      while (at < text.length() && text.charAt(at) != '\n') {
        at++;
      }
    } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      number();
    } else if (c == '_' || Character.isLetter(c)) {
      int start = at;
      while (at < text.length()
          && (text.charAt(at) == '_' || Character.isLetterOrDigit(text.charAt(at)))) {
        at++;
      }
      add(Kind.NAME, text.substring(start, at), start);
    } else if (c == '"' || c == '\'') {
      string(c);
    } else {
      symbol(c);
    }
  }

  private void number() {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      if (isDigit(at + 1 + sign)) {
        at += 1 + sign;
        digits();
      }
    }
    add(Kind.NUMBER, text.substring(start, at), start);
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void string(char quote) throws SyntaxException {
    int start = at;
    at++;
    int end = at;
    while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
      end++;
    }
    if (end == text.length() || text.charAt(end) != quote) {
      throw new SyntaxException(
          new Token(Kind.STRING, "", line, start - lineStart + 1),
          "This string has no closing quote; add one.");
    }
    add(Kind.STRING, text.substring(at, end), start);
    at = end + 1;
  }

  private void symbol(char c) throws SyntaxException {
    int start = at;
    if (c == '*' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
      at += 2;
      add(Kind.SYMBOL, "^", start);
      return;
    }
    if ("+-*/@^()[],=:".indexOf(c) < 0) {
      throw new SyntaxException(
          new Token(Kind.SYMBOL, String.valueOf(c), line, start - lineStart + 1),
          "The character " + c + " has no meaning here; remove it.");
    }
    if (c == '(' || c == '[') {
      brackets++;
    } else if ((c == ')' || c == ']') && brackets > 0) {
      brackets--;
    }
    at++;
    add(Kind.SYMBOL, String.valueOf(c), start);
  }

  private void add(Kind kind, String content, int start) {
    tokens.add(new Token(kind, content, line, start - lineStart + 1));
  }
}
