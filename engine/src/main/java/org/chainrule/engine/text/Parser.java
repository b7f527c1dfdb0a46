package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.text.Token.Kind;

/**
 * Reads the textual form: lines {@code name = expression}, blocks {@code group name:} and formulas
 * {@code def name(parameters) = expression}. A line that cannot be understood gives a problem and
 * reading goes on with the next.
 */
public final class Parser {

  /** A block that is open, by the line that opened it. */
  private record Block(Token header, int nodes) {}

  private final Tokens tokens;
  private final Vocabulary vocabulary;
  private final GraphBuilder builder;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  private Parser(List<Token> tokens, Catalogue catalogue) {
    this.tokens = new Tokens(tokens);
    vocabulary = new Vocabulary(catalogue);
    builder = new GraphBuilder(vocabulary);
  }

  /** The document that the text describes, or why it describes none. Never throws. */
  public static Parsed parse(String text, Catalogue catalogue) {
    if (text.length() > Limits.CHARACTERS) {
      return Parsed.failed(
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
      return Parsed.failed(List.of(e.problem()));
    }
    parser.lines();
    return new Parsed(
        parser.problems.isEmpty() ? parser.graph() : null, parser.problems, parser.statements);
  }

  private Graph graph() {
    return new Graph(
        "", builder.nodes(), builder.wires(), builder.groups().groups(), vocabulary.definitions());
  }

  private void lines() {
    while (tokens.peek().kind() != Kind.END) {
      if (tokens.peek().kind() == Kind.NEWLINE) {
        tokens.take();
        continue;
      }
      Token start = tokens.peek();
      leaveBlocks(start.column());
      Token next = tokens.ahead(1);
      int depth = builder.groups().depth();
      int place = tokens.place();
      int nodes = builder.nodes().size();
      try {
        Statement.Kind kind = line();
        statements.add(statement(kind, start, next, place, nodes));
      } catch (SyntaxException e) {
        if (!e.isConsequence()) {
          problems.add(e.problem());
        }
        fail(start, next);
        builder.groups().unwind(depth);
        tokens.skipLine();
      }
      if (builder.isFull()) {
        return;
      }
    }
    leaveBlocks(0);
  }

  /** What the tokens and the nodes since a place make. */
  private Statement statement(
      Statement.Kind kind, Token start, Token next, int place, int firstNode) {
    Token name = kind == Statement.Kind.VALUE ? start : next;
    List<Token> taken = tokens.since(place);
    List<Node> made = builder.nodes().subList(firstNode, builder.nodes().size());
    return new Statement(
        kind,
        name.text(),
        start.line(),
        taken.get(taken.size() - 1).line(),
        made.stream().map(Node::id).toList());
  }

  /** Remembers what a line that cannot be understood would have defined. */
  private void fail(Token start, Token next) {
    if (next.is("=") && !builder.isDefined(start.text())) {
      builder.fail(start.text());
    } else if (start.text().equals("def") && vocabulary.find(next.text()) == null) {
      vocabulary.fail(next.text());
    }
  }

  /** Ends every block that a line at this column does not belong to. */
  private void leaveBlocks(int column) {
    while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).header().column() >= column) {
      Block block = blocks.remove(blocks.size() - 1);
      builder.groups().closeBlock();
      if (builder.nodes().size() == block.nodes() && problems.isEmpty()) {
        problems.add(
            new SyntaxException(
                    block.header(), "This group has no lines; indent those that belong to it.")
                .problem());
      }
    }
  }

  private Statement.Kind line() throws SyntaxException {
    if (Definitions.startsAt(tokens)) {
      new Definitions(tokens, vocabulary).read();
      return Statement.Kind.FORMULA;
    }
    if (tokens.peek().kind() == Kind.NAME
        && tokens.peek().text().equals("group")
        && !tokens.ahead(1).is("=")) {
      group();
      return Statement.Kind.GROUP;
    }
    value();
    return Statement.Kind.VALUE;
  }

  private void group() throws SyntaxException {
    Token header = tokens.take();
    Token name = tokens.peek();
    if (name.kind() != Kind.NAME && name.kind() != Kind.STRING) {
      throw new SyntaxException(
          name, "The name of the group was expected, not " + name.described() + ".");
    }
    tokens.take();
    tokens.expect(":");
    if (!tokens.atLineEnd()) {
      throw new SyntaxException(
          tokens.peek(), "What belongs to a group stands in the lines below it, indented.");
    }
    if (name.text().length() > Limits.TITLE || blocks.size() == Limits.RANK) {
      throw new SyntaxException(
          name,
          "A group has a name of at most "
              + Limits.TITLE
              + " characters and stands in at most "
              + Limits.RANK
              + " others.");
    }
    if (!builder.groups().openBlock(name.text())) {
      throw new SyntaxException(
          name, "A group " + name.text() + " stands elsewhere already; choose another name.");
    }
    blocks.add(new Block(header, builder.nodes().size()));
  }

  private void value() throws SyntaxException {
    Token name = tokens.peek();
    if (name.kind() != Kind.NAME || !tokens.ahead(1).is("=")) {
      throw new SyntaxException(
          name,
          "A line has the form name = expression; this one starts with " + name.described() + ".");
    }
    tokens.take();
    tokens.take();
    Expression expression = new ExpressionParser(tokens, vocabulary).read();
    tokens.endLine();
    builder.define(name, expression);
  }
}
