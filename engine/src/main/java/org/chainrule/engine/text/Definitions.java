package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Definition;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.plan.Nearest;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.text.Token.Kind;

/** Reads {@code def name(parameters) = expression}. */
final class Definitions {
  private final Tokens tokens;
  private final Vocabulary vocabulary;

  Definitions(Tokens tokens, Vocabulary vocabulary) {
    this.tokens = tokens;
    this.vocabulary = vocabulary;
  }

  /** Whether a definition starts here; def is a name like any other elsewhere. */
  static boolean startsAt(Tokens tokens) {
    return tokens.peek().kind() == Kind.NAME
        && tokens.peek().text().equals("def")
        && !tokens.ahead(1).is("=");
  }

  /** The callee of a definition that was saved, or null where its body cannot be understood. */
  static boolean restore(Definition definition, Vocabulary vocabulary) {
    try {
      Tokens tokens = new Tokens(Lexer.read(line(definition)));
      new Definitions(tokens, vocabulary).read();
      return true;
    } catch (SyntaxException e) {
      return false;
    }
  }

  /** A definition as the line that makes it. */
  static String line(Definition definition) {
    String body = definition.body().replace('\n', ' ').replace('\r', ' ');
    String parameters = String.join(", ", definition.parameters());
    return "def " + definition.name() + "(" + parameters + ") = " + body;
  }

  /** Reads one and adds it to the vocabulary. */
  void read() throws SyntaxException {
    tokens.take();
    Token name = tokens.expectName("A name for the formula");
    checkName(name);
    tokens.expect("(");
    List<String> parameters = parameters(name);
    tokens.expect(")");
    tokens.expect("=");
    int start = tokens.place();
    Expression body = body(name);
    tokens.endLine();
    String written = written(tokens.since(start));
    if (written.length() > Limits.BODY) {
      throw new SyntaxException(name, "A formula has at most " + Limits.BODY + " characters.");
    }
    if (vocabulary.definitions().size() == Limits.DEFINITIONS) {
      throw new SyntaxException(
          name, "There are more than " + Limits.DEFINITIONS + " formulas; remove some.");
    }
    OpInfo.Builder info = OpInfo.of(name.text(), name.text());
    parameters.forEach(parameter -> info.port(parameter, "a value", ""));
    Callee.Function function =
        new Callee.Function(new Definition(name.text(), parameters, written), body, info.build());
    check(name, function);
    vocabulary.define(function);
  }

  private void checkName(Token name) throws SyntaxException {
    if (name.text().length() > Limits.NAME) {
      throw new SyntaxException(name, "A name has at most " + Limits.NAME + " characters.");
    }
    if (vocabulary.isOwn(name.text())) {
      throw new SyntaxException(
          name, name.text() + " is defined a second time; choose another name.");
    }
    if (vocabulary.find(name.text()) != null) {
      throw new SyntaxException(
          name, name.text() + " is an operation already; choose another name.");
    }
  }

  private List<String> parameters(Token name) throws SyntaxException {
    List<String> parameters = new ArrayList<>();
    while (!tokens.peek().is(")")) {
      Token parameter = tokens.expectName("The name of a parameter");
      if (parameters.contains(parameter.text())) {
        throw new SyntaxException(
            parameter, parameter.text() + " is a parameter already; choose another name.");
      }
      if (parameter.text().length() > Limits.NAME || parameters.size() == Limits.PARAMETERS) {
        throw new SyntaxException(
            parameter,
            "A formula has at most "
                + Limits.PARAMETERS
                + " parameters, with names of at most "
                + Limits.NAME
                + " characters.");
      }
      parameters.add(parameter.text());
      tokens.separator(")");
    }
    if (parameters.isEmpty()) {
      throw new SyntaxException(
          tokens.peek(), name.text() + " needs a parameter, such as " + name.text() + "(x).");
    }
    return parameters;
  }

  private Expression body(Token name) throws SyntaxException {
    try {
      return new ExpressionParser(tokens, vocabulary).read();
    } catch (SyntaxException e) {
      if (e.problem() instanceof Problem.UnknownName unknown
          && unknown.name().equals(name.text() + "(…)")) {
        throw new SyntaxException(
            new Problem.Syntax(
                unknown.line(),
                unknown.column(),
                name.text() + " calls itself; a formula can use only those before it."));
      }
      throw e;
    }
  }

  /** Builds the formula once, with stand-ins for its parameters, so that mistakes show here. */
  private void check(Token name, Callee.Function function) throws SyntaxException {
    List<String> parameters = function.definition().parameters();
    if (function.body() instanceof Expression.Name only) {
      if (!parameters.contains(only.at().text())) {
        throw unknown(only.at(), parameters);
      }
      throw new SyntaxException(
          only.at(), name.text() + " would only repeat " + only.at().text() + ".");
    }
    Map<String, String> names = new HashMap<>();
    parameters.forEach(parameter -> names.put(parameter, parameter));
    GraphBuilder trial = new GraphBuilder(vocabulary);
    trial.lower(function.body(), new GraphBuilder.Frame("", names, true, 0), null);
    for (String parameter : parameters) {
      if (trial.wires().stream().noneMatch(wire -> wire.from().equals(parameter))) {
        throw new SyntaxException(
            name, name.text() + " does not use " + parameter + "; remove it.");
      }
    }
  }

  static SyntaxException unknown(Token name, Iterable<String> known) {
    return new SyntaxException(
        new Problem.UnknownName(
            name.text(), name.line(), name.column(), Nearest.of(name.text(), known)));
  }

  /** An expression's tokens, spaced as the printer spaces them. */
  private static String written(List<Token> tokens) {
    StringBuilder out = new StringBuilder();
    boolean operand = false;
    for (Token token : tokens) {
      boolean symbol = token.kind() == Kind.SYMBOL;
      if (symbol && operand && "+-*/@".contains(token.text())) {
        out.append(' ').append(token.text()).append(' ');
      } else if (token.is(",")) {
        out.append(", ");
      } else if (token.kind() == Kind.STRING) {
        char quote = token.text().indexOf('"') < 0 ? '"' : '\'';
        out.append(quote).append(token.text()).append(quote);
      } else {
        out.append(token.text());
      }
      operand = !symbol || token.is(")") || token.is("]");
    }
    return out.toString();
  }
}
