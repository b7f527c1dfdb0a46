package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.text.Token.Kind;

/** Reads numbers, strings, words and lists of them. */
final class Literals {
  private static final int MAX_DEPTH = 100;

  private final Tokens tokens;
  private int depth;

  Literals(Tokens tokens) {
    this.tokens = tokens;
  }

  Value read() throws SyntaxException {
    depth = 0;
    return literal();
  }

  private Value literal() throws SyntaxException {
    Token token = tokens.peek();
    if (token.is("-")) {
      tokens.take();
      if (tokens.peek().kind() == Kind.NAME && tokens.peek().text().equals("inf")) {
        tokens.take();
        return Value.of(Double.NEGATIVE_INFINITY);
      }
      return Value.of(-number());
    }
    switch (token.kind()) {
      case NUMBER:
        return Value.of(number());
      case STRING:
        return Value.of(tokens.take().text());
      case NAME:
        return word();
      default:
        if (token.is("[")) {
          return list();
        }
        throw new SyntaxException(
            token, "A number, a list or a string was expected, not " + token.described() + ".");
    }
  }

  private Value word() throws SyntaxException {
    Token token = tokens.take();
    return switch (token.text()) {
      case "true", "True" -> Value.of(true);
      case "false", "False" -> Value.of(false);
      case "inf" -> Value.of(Double.POSITIVE_INFINITY);
      case "nan" -> Value.of(Double.NaN);
      default ->
          throw new SyntaxException(
              token,
              "A number, a list or a string was expected, not the name " + token.text() + ".");
    };
  }

  private Value list() throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException(tokens.peek(), "The list is nested too deeply.");
    }
    List<Value> items = new ArrayList<>();
    tokens.expect("[");
    while (!tokens.peek().is("]")) {
      items.add(literal());
      tokens.separator("]");
    }
    tokens.expect("]");
    depth--;
    return new Value.Items(items);
  }

  double number() throws SyntaxException {
    Token token = tokens.take();
    if (token.kind() != Kind.NUMBER) {
      throw new SyntaxException(token, "A number was expected, not " + token.described() + ".");
    }
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw new SyntaxException(token, "The number " + token.text() + " is too large for 64 bits.");
    }
    return value;
  }
}
