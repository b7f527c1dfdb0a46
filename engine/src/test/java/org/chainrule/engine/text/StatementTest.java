package org.chainrule.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.chainrule.engine.op.library.Library;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The statements of a text")
final class StatementTest {

  @Test
  @DisplayName("say which lines make which nodes")
  void lines() {
    List<Statement> statements =
        read(
            """
            # the network
            x = input(2)

            h = relu(
              x * x  # over two lines
            )
            group head:
              loss = sum(h)
            """);
    assertEquals(
        List.of(
            new Statement(Statement.Kind.VALUE, "x", 2, 2, List.of("x")),
            new Statement(Statement.Kind.VALUE, "h", 4, 6, List.of("h.1", "h")),
            new Statement(Statement.Kind.GROUP, "head", 7, 7, List.of()),
            new Statement(Statement.Kind.VALUE, "loss", 8, 8, List.of("loss"))),
        statements);
  }

  @Test
  @DisplayName("are told of the lines that can be understood where others cannot")
  void broken() {
    List<Statement> statements =
        read("def twice(a) = a + a\nx = input(2)\ny = no_such(x)\nz = x + x");
    assertEquals(List.of("twice", "x", "z"), statements.stream().map(Statement::name).toList());
    assertEquals(Statement.Kind.FORMULA, statements.get(0).kind());
  }

  private static List<Statement> read(String text) {
    return Parser.parse(text, Library.standard()).statements();
  }
}
