package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.plan.Nearest;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.text.Token.Kind;

/**
 * Reads the textual form: lines {@code name = expression} with Python's precedence, {@code ^}
 * binding as Python's {@code **}. A line that cannot be understood gives a problem and reading goes
 * on with the next.
 */
public final class Parser {
  private static final int MAX_DEPTH = 100;

  private final Catalogue catalogue;
  private final List<Token> tokens;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final Map<String, String> idOf = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private int at;
  private int depth;
  private String statement = "";
  private int unnamed;

  private Parser(List<Token> tokens, Catalogue catalogue) {
    this.tokens = tokens;
    this.catalogue = catalogue;
  }

  /** The document that the text describes, or why it describes none. Never throws. */
  public static Parsed parse(String text, Catalogue catalogue) {
    if (text.length() > Limits.CHARACTERS) {
      return new Parsed(
          null,
          List.of(
              new Problem.Unreadable(
                  "The text has more than "
                      + Limits.CHARACTERS
                      + " characters; make it shorter.")));
    }
    Parser parser;
    try {
      parser = new Parser(Lexer.read(text), catalogue);
    } catch (SyntaxException e) {
      return new Parsed(null, List.of(e.problem()));
    }
    parser.statements();
    Graph graph = new Graph("", parser.nodes, parser.wires);
    return new Parsed(parser.problems.isEmpty() ? graph : null, parser.problems);
  }

  private void statements() {
    while (peek().kind() != Kind.END) {
      if (peek().kind() == Kind.NEWLINE) {
        at++;
        continue;
      }
      try {
        statement();
      } catch (SyntaxException e) {
        problems.add(e.problem());
        skipLine();
      }
      if (nodes.size() > Limits.NODES) {
        problems.add(
            new Problem.Unreadable(
                "The text makes more than " + Limits.NODES + " nodes; make it shorter."));
        return;
      }
    }
  }

  private void skipLine() {
    depth = 0;
    while (peek().kind() != Kind.NEWLINE && peek().kind() != Kind.END) {
      at++;
    }
  }

  private void statement() throws SyntaxException {
    Token name = peek();
    if (name.kind() != Kind.NAME || !tokens.get(at + 1).is("=")) {
      throw new SyntaxException(
          name,
          "A line has the form name = expression; this one starts with " + name.described() + ".");
    }
    at += 2;
    if (name.text().length() > Limits.NAME) {
      throw new SyntaxException(name, "A name has at most " + Limits.NAME + " characters.");
    }
    statement = name.text();
    unnamed = 0;
    Token start = peek();
    String id = expression();
    boolean alias = nodes.isEmpty() || !nodes.get(nodes.size() - 1).id().equals(id);
    if (peek().kind() != Kind.NEWLINE) {
      throw new SyntaxException(
          peek(),
          "An operator or the end of the line was expected, not " + peek().described() + ".");
    }
    if (alias) {
      throw new SyntaxException(
          start, name.text() + " would only repeat " + start.text() + "; use that name instead.");
    }
    if (idOf.containsKey(name.text())) {
      throw new SyntaxException(
          name, name.text() + " is defined a second time; choose another name.");
    }
    rename(id, name.text());
    idOf.put(name.text(), name.text());
  }

  /** Gives the node that a line ends in its name, which becomes its id too. */
  private void rename(String id, String name) {
    int last = nodes.size() - 1;
    Node node = nodes.get(last);
    nodes.set(last, new Node(name, node.op(), name, node.settings(), null));
    for (int i = wires.size() - 1; i >= 0 && wires.get(i).to().equals(id); i--) {
      wires.set(i, new Wire(wires.get(i).from(), name, wires.get(i).port()));
    }
  }

  private String expression() throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException(
          peek(), "The expression is nested too deeply; give a part of it a name of its own.");
    }
    String left = term();
    while (peek().is("+") || peek().is("-")) {
      String operator = take().text();
      left = infix(operator, left, term());
    }
    depth--;
    return left;
  }

  private String term() throws SyntaxException {
    String left = unary();
    while (peek().is("*") || peek().is("/") || peek().is("@")) {
      String operator = take().text();
      left = infix(operator, left, unary());
    }
    return left;
  }

  private String unary() throws SyntaxException {
    if (!peek().is("-") && !peek().is("+")) {
      return power();
    }
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException(peek(), "There are too many signs in a row; remove some.");
    }
    boolean minus = take().is("-");
    String result;
    if (minus && peek().kind() == Kind.NUMBER && !tokens.get(at + 1).is("^")) {
      result = constant(Value.of(-number()));
    } else {
      String operand = unary();
      result = minus ? add("negate", Map.of(), Map.of("x", operand)) : operand;
    }
    depth--;
    return result;
  }

  private String power() throws SyntaxException {
    String base = atom();
    if (!peek().is("^")) {
      return base;
    }
    take();
    return infix("^", base, unary());
  }

  private String atom() throws SyntaxException {
    Token token = peek();
    if (token.kind() == Kind.NUMBER || token.is("[")) {
      return constant(literal());
    }
    if (token.is("(")) {
      take();
      String inner = expression();
      expect(")");
      return inner;
    }
    if (token.kind() != Kind.NAME) {
      throw new SyntaxException(token, "A value was expected, not " + token.described() + ".");
    }
    take();
    if (peek().is("(")) {
      return call(token);
    }
    String id = idOf.get(token.text());
    if (id == null) {
      throw new SyntaxException(
          new Problem.UnknownName(
              token.text(), token.line(), token.column(), Nearest.of(token.text(), idOf.keySet())));
    }
    return id;
  }

  private String call(Token name) throws SyntaxException {
    Op op = catalogue.call(name.text());
    if (op == null) {
      op = catalogue.op(name.text());
    }
    if (op == null) {
      throw new SyntaxException(
          new Problem.UnknownName(
              name.text() + "(…)",
              name.line(),
              name.column(),
              Nearest.of(name.text(), catalogue.callNames())));
    }
    OpInfo info = op.info();
    Map<String, Value> settings = new LinkedHashMap<>();
    Map<String, String> inputs = new LinkedHashMap<>();
    expect("(");
    int positional = 0;
    while (!peek().is(")")) {
      if (peek().kind() == Kind.NAME && tokens.get(at + 1).is("=")) {
        keyword(info, settings, inputs);
      } else {
        positional(info, positional++, settings, inputs);
      }
      separator(")");
    }
    expect(")");
    return add(info.id(), settings, inputs);
  }

  private void keyword(OpInfo info, Map<String, Value> settings, Map<String, String> inputs)
      throws SyntaxException {
    Token key = take();
    take();
    boolean repeated = settings.containsKey(key.text()) || inputs.containsKey(key.text());
    if (repeated) {
      throw new SyntaxException(key, key.text() + " is given twice; remove one.");
    }
    if (info.port(key.text()) >= 0) {
      inputs.put(key.text(), expression());
      return;
    }
    if (info.setting(key.text()) == null) {
      List<String> known = new ArrayList<>();
      info.ports().forEach(port -> known.add(port.name()));
      info.settings().stream().map(Setting::name).forEach(known::add);
      String nearest = Nearest.of(key.text(), known);
      throw new SyntaxException(
          key,
          info.callName()
              + " knows no "
              + key.text()
              + (nearest != null
                  ? "; did you mean " + nearest + "?"
                  : "; it takes " + String.join(", ", known) + "."));
    }
    settings.put(key.text(), literal());
  }

  private void positional(
      OpInfo info, int index, Map<String, Value> settings, Map<String, String> inputs)
      throws SyntaxException {
    Token start = peek();
    boolean source = info.role() != Role.OPERATION && info.ports().isEmpty();
    if (source && index == 0) {
      settings.put("value", literal());
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
    if (inputs.put(info.ports().get(index).name(), expression()) != null) {
      throw new SyntaxException(
          start, info.ports().get(index).name() + " is given twice; remove one.");
    }
  }

  private Value literal() throws SyntaxException {
    Token token = peek();
    if (token.is("-")) {
      take();
      if (peek().kind() == Kind.NAME && peek().text().equals("inf")) {
        take();
        return Value.of(Double.NEGATIVE_INFINITY);
      }
      return Value.of(-number());
    }
    switch (token.kind()) {
      case NUMBER:
        return Value.of(number());
      case STRING:
        return Value.of(take().text());
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
    Token token = take();
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
      throw new SyntaxException(peek(), "The list is nested too deeply.");
    }
    expect("[");
    List<Value> items = new ArrayList<>();
    while (!peek().is("]")) {
      items.add(literal());
      separator("]");
    }
    expect("]");
    depth--;
    return new Value.Items(items);
  }

  private double number() throws SyntaxException {
    Token token = take();
    if (token.kind() != Kind.NUMBER) {
      throw new SyntaxException(token, "A number was expected, not " + token.described() + ".");
    }
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw new SyntaxException(token, "The number " + token.text() + " is too large for 64 bits.");
    }
    return value;
  }

  private String constant(Value value) {
    return add("constant", Map.of("value", value), Map.of());
  }

  private String infix(String operator, String left, String right) {
    Op op = catalogue.infix(operator);
    if (op == null) {
      throw new IllegalStateException("expected an op for the operator " + operator);
    }
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put(op.info().ports().get(0).name(), left);
    inputs.put(op.info().ports().get(1).name(), right);
    return add(op.info().id(), Map.of(), inputs);
  }

  private String add(String op, Map<String, Value> settings, Map<String, String> inputs) {
    String id = statement + "." + (++unnamed);
    nodes.add(new Node(id, op, null, settings, null));
    inputs.forEach((port, from) -> wires.add(new Wire(from, id, port)));
    return id;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Takes a comma, or leaves the bracket that ends the list. */
  private void separator(String closing) throws SyntaxException {
    if (!peek().is(closing) && !peek().is(",")) {
      throw new SyntaxException(
          peek(), "A comma or " + closing + " was expected, not " + peek().described() + ".");
    }
    if (peek().is(",")) {
      take();
    }
  }

  private void expect(String symbol) throws SyntaxException {
    if (!peek().is(symbol)) {
      throw new SyntaxException(peek(), symbol + " was expected, not " + peek().described() + ".");
    }
    take();
  }
}
