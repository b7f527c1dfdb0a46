package org.chainrule.engine.text;

import java.util.List;
import org.chainrule.engine.text.Token.Kind;

/** A place in a list of tokens, moved forward by those who read it. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  /** The last token is of kind END. */
  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token that many places ahead, or the end. */
  Token ahead(int count) {
    return tokens.get(Math.min(at + count, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  int place() {
    return at;
  }

  /** What was taken since a place. */
  List<Token> since(int place) {
    return tokens.subList(place, at);
  }

  boolean atLineEnd() {
    return peek().kind() == Kind.NEWLINE || peek().kind() == Kind.END;
  }

  void skipLine() {
    while (!atLineEnd()) {
      at++;
    }
  }

  /** Takes a symbol. */
  void expect(String symbol) throws SyntaxException {
    if (!peek().is(symbol)) {
      throw new SyntaxException(peek(), symbol + " was expected, not " + peek().described() + ".");
    }
    take();
  }

  /** Takes a name. */
  Token expectName(String what) throws SyntaxException {
    if (peek().kind() != Kind.NAME) {
      throw new SyntaxException(peek(), what + " was expected, not " + peek().described() + ".");
    }
    return take();
  }

  /** Takes a comma, or leaves the bracket that ends the list. */
  void separator(String closing) throws SyntaxException {
    if (!peek().is(closing) && !peek().is(",")) {
      throw new SyntaxException(
          peek(), "A comma or " + closing + " was expected, not " + peek().described() + ".");
    }
    if (peek().is(",")) {
      take();
    }
  }

  /** Leaves a line that is at its end. */
  void endLine() throws SyntaxException {
    if (!atLineEnd()) {
      throw new SyntaxException(
          peek(),
          "An operator or the end of the line was expected, not " + peek().described() + ".");
    }
  }
}
