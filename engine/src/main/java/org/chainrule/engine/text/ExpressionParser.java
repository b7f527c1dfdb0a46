package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.plan.Nearest;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.text.Token.Kind;

/** Reads expressions with Python's precedence, {@code ^} binding as Python's {@code **}. */
final class ExpressionParser {
  private static final int MAX_DEPTH = 100;

  private final Tokens tokens;
  private final Vocabulary vocabulary;
  private final Literals literals;
  private int depth;

  ExpressionParser(Tokens tokens, Vocabulary vocabulary) {
    this.tokens = tokens;
    this.vocabulary = vocabulary;
    literals = new Literals(tokens);
  }

  /** The expression that starts here. */
  Expression read() throws SyntaxException {
    depth = 0;
    return sum();
  }

  private void deeper(String message) throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException(tokens.peek(), message);
    }
  }

  private Expression sum() throws SyntaxException {
    deeper("The expression is nested too deeply; give a part of it a name of its own.");
    Expression first = product();
    List<Expression.Link> rest = new ArrayList<>();
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      rest.add(new Expression.Link(tokens.take(), product()));
    }
    depth--;
    return chain(first, rest);
  }

  private Expression product() throws SyntaxException {
    Expression first = sign();
    List<Expression.Link> rest = new ArrayList<>();
    while (tokens.peek().is("*") || tokens.peek().is("/") || tokens.peek().is("@")) {
      rest.add(new Expression.Link(tokens.take(), sign()));
    }
    return chain(first, rest);
  }

  private static Expression chain(Expression first, List<Expression.Link> rest) {
    return rest.isEmpty() ? first : new Expression.Chain(first.at(), first, rest);
  }

  private Expression sign() throws SyntaxException {
    if (!tokens.peek().is("-") && !tokens.peek().is("+")) {
      return power();
    }
    deeper("There are too many signs in a row; remove some.");
    Token sign = tokens.take();
    boolean minus = sign.is("-");
    Expression result;
    if (minus && tokens.peek().kind() == Kind.NUMBER && !tokens.ahead(1).is("^")) {
      result = new Expression.Constant(sign, Value.of(-literals.number()));
    } else {
      Expression operand = sign();
      result = minus ? new Expression.Negation(sign, operand) : operand;
    }
    depth--;
    return result;
  }

  private Expression power() throws SyntaxException {
    Expression base = atom();
    if (!tokens.peek().is("^")) {
      return base;
    }
    deeper("There are too many powers in a row; give a part of them a name of its own.");
    Token operator = tokens.take();
    Expression exponent = sign();
    depth--;
    return chain(base, List.of(new Expression.Link(operator, exponent)));
  }

  private Expression atom() throws SyntaxException {
    Token token = tokens.peek();
    if (token.kind() == Kind.NUMBER || token.is("[")) {
      return new Expression.Constant(token, literals.read());
    }
    if (token.is("(")) {
      tokens.take();
      Expression inner = sum();
      tokens.expect(")");
      return inner;
    }
    if (token.kind() != Kind.NAME) {
      throw new SyntaxException(token, "A value was expected, not " + token.described() + ".");
    }
    tokens.take();
    return tokens.peek().is("(") ? call(token) : new Expression.Name(token);
  }

  private Expression call(Token name) throws SyntaxException {
    Callee callee = vocabulary.find(name.text());
    if (callee == null && vocabulary.hasFailed(name.text())) {
      throw SyntaxException.consequence(name);
    }
    if (callee == null) {
      throw new SyntaxException(
          new Problem.UnknownName(
              name.text() + "(…)",
              name.line(),
              name.column(),
              Nearest.of(name.text(), vocabulary.names())));
    }
    OpInfo info = callee.info();
    Map<String, Value> settings = new LinkedHashMap<>();
    Map<String, Expression> inputs = new LinkedHashMap<>();
    tokens.expect("(");
    int positional = 0;
    while (!tokens.peek().is(")")) {
      if (tokens.peek().kind() == Kind.NAME && tokens.ahead(1).is("=")) {
        keyword(info, settings, inputs);
      } else {
        positional(info, positional++, settings, inputs);
      }
      tokens.separator(")");
    }
    tokens.expect(")");
    return new Expression.Call(name, callee, inputs, settings);
  }

  private void keyword(OpInfo info, Map<String, Value> settings, Map<String, Expression> inputs)
      throws SyntaxException {
    Token key = tokens.take();
    tokens.take();
    if (settings.containsKey(key.text()) || inputs.containsKey(key.text())) {
      throw new SyntaxException(key, key.text() + " is given twice; remove one.");
    }
    if (info.port(key.text()) >= 0) {
      inputs.put(key.text(), sum());
      return;
    }
    Setting setting = info.setting(key.text());
    if (setting == null) {
      throw unknown(info, key);
    }
    Token start = tokens.peek();
    Value value = literals.read();
    if (value instanceof Value.Text text
        && setting.kind() == Setting.Kind.CHOICE
        && !setting.choices().contains(text.value())) {
      throw new SyntaxException(start, notAmong(setting, text.value()));
    }
    settings.put(key.text(), value);
  }

  private static String notAmong(Setting setting, String value) {
    String nearest = Nearest.of(value, setting.choices());
    return setting.name()
        + " takes one of "
        + String.join(", ", setting.choices())
        + ", not "
        + value
        + (nearest == null ? "." : "; did you mean " + nearest + "?");
  }

  private static SyntaxException unknown(OpInfo info, Token key) {
    List<String> known = new ArrayList<>();
    info.ports().stream().map(Port::name).forEach(known::add);
    info.settings().stream().map(Setting::name).forEach(known::add);
    String nearest = Nearest.of(key.text(), known);
    String remedy =
        nearest != null
            ? "; did you mean " + nearest + "?"
            : "; it takes " + String.join(", ", known) + ".";
    return new SyntaxException(key, info.callName() + " knows no " + key.text() + remedy);
  }

  private void positional(
      OpInfo info, int index, Map<String, Value> settings, Map<String, Expression> inputs)
      throws SyntaxException {
    Token start = tokens.peek();
    boolean source = info.role() != Role.OPERATION && info.ports().isEmpty();
    if (source && index == 0) {
      settings.put("value", literals.read());
      return;
    }
    if (index >= info.ports().size()) {
      int takes = source ? 1 : info.ports().size();
      throw new SyntaxException(
          start,
          info.callName()
              + " takes "
              + (takes == 1 ? "one value" : takes + " values")
              + "; write what follows as name=value.");
    }
    String port = info.ports().get(index).name();
    if (inputs.put(port, sum()) != null) {
      throw new SyntaxException(start, port + " is given twice; remove one.");
    }
  }
}
