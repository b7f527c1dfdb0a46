package org.chainrule.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.tensor.Generator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The textual form, both ways. */
class TextTest {

  private static String reprinted(String text) {
    return Printer.print(Graphs.graph(text), Library.standard());
  }

  private static Problem problem(String text) {
    Parsed parsed = Parser.parse(text, Library.standard());
    assertNull(parsed.graph());
    return parsed.problems().get(0);
  }

  @Test
  void theLectureGraphsPrintAsTheyAreWritten() {
    assertEquals(Graphs.U4, reprinted(Graphs.U4));
    assertEquals(Graphs.MNIST, reprinted(Graphs.MNIST));
  }

  @ParameterizedTest
  @CsvSource({
    "1 + 2 * 3, 7",
    "(1 + 2) * 3, 9",
    "2 ^ 3 ^ 2, 512",
    "-2 ^ 2, -4",
    "(-2) ^ 2, 4",
    "2 ^ -1, 0.5",
    "2 ** 3, 8",
    "-3 * -2, 6",
    "7 - 2 - 1, 4",
    "12 / 3 / 2, 2",
    "--2, 2",
    "- - 3 - -1, 4",
    "1.5e1 + .5, 15.5",
  })
  void precedenceIsPythons(String expression, double expected) {
    assertEquals(expected, Graphs.run("f = " + expression + "\n").value("f"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f = x^2 + 3 * x - 1\n",
        "f = (x + 1) * (x - 1) / x\n",
        "f = x - (1 - x) - 2\n",
        "f = x / (2 / x)\n",
        "f = -x^2\n",
        "f = (-x)^2\n",
        "f = (-2)^x\n",
        "f = x^-x\n",
        "f = (x^2)^3\n",
        "f = x^x^x\n",
        "f = -(2)\n",
        "f = --x\n",
        "f = x * -2 - -3\n",
        "f = sum([[1, 2], [3, 4]] @ [5, 1], axis=0)\n",
        "f = squared_error(x, 1, reduction=\"mean\")\n",
        "f = multiply(b=x)\n",
        "f = relu()\n",
        "f = input([1e-9, -0.1, inf, -inf, nan])\n",
        "f = 0.1\n",
      })
  void whatIsPrintedReadsBackToTheSameGraph(String line) {
    String text = "x = input(3)\n" + line;
    Graph graph = Graphs.graph(text);
    assertEquals(text, Printer.print(graph, Library.standard()));
    assertEquals(graph, Graphs.graph(Printer.print(graph, Library.standard())));
  }

  @Test
  void aValueUsedTwiceWithoutANameGetsOne() {
    Graph graph = Graphs.graph("x = input(3)\nf = x * x\n");
    Graph unnamed =
        new Graph(
            "",
            graph.nodes().stream()
                .map(n -> new Node(n.id(), n.op(), null, n.settings(), null))
                .toList(),
            graph.wires());
    assertEquals("v1 = input(3)\nv2 = v1 * v1\n", Printer.print(unnamed, Library.standard()));
  }

  @Test
  void aLongChainWithoutNamesIsBrokenIntoLinesThatReadBack() {
    StringBuilder text = new StringBuilder("x = input(1)\n");
    String expression = "x";
    for (int i = 0; i < 60; i++) {
      expression = "exp(" + expression + ")";
    }
    Graph graph = Graphs.graph(text.append("f = ").append(expression).append('\n').toString());
    String printed = Printer.print(graph, Library.standard());
    assertEquals(4, printed.lines().count(), printed);
    assertEquals(graph.nodes().size(), Graphs.graph(printed).nodes().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = input(2 | 1 | 12 | A comma or ) was expected, not the end of the line.",
        "x = 3 + | 1 | 8 | A value was expected, not the end of the line.",
        "x = 3 4 | 1 | 7 | An operator or the end of the line was expected, not 4.",
        "x + 1 | 1 | 1 | A line has the form name = expression; this one starts with x.",
        "x = reluu(1) | 1 | 5 | Nothing is called reluu(…); did you mean relu?",
        "x = param(1, sed=3) | 1 | 14 | param knows no sed; did you mean seed?",
        "x = relu(1, 2) | 1 | 13 | relu takes one value; write what follows as name=value.",
        "x = $ | 1 | 5 | The character $ has no meaning here; remove it.",
        "x = \"abc | 1 | 5 | This string has no closing quote; add one.",
        "x = input(y) | 1 | 11 | A number, a list or a string was expected, not the name y.",
        "x = 1e999 | 1 | 5 | The number 1e999 is too large for 64 bits.",
        "x = yy | 1 | 5 | Nothing is called yy; define it in a line of its own.",
      })
  void aMistakeIsToldWithItsPlace(String text, int line, int column, String message) {
    Problem problem = problem(text);
    assertEquals(message, problem.message());
    assertEquals(line, problem.line());
    assertEquals(column, problem.column());
  }

  @Test
  void everyLineThatCannotBeReadIsReported() {
    Parsed parsed = Parser.parse("a = (\nb = 2\nc = b b\nb = 3\nd = b\n", Library.standard());
    assertNull(parsed.graph());
    assertTrue(parsed.problems().size() >= 1);
    Parsed others = Parser.parse("b = 2\nc = b b\nb = 3\nd = b\n", Library.standard());
    assertEquals(List.of(2, 3, 4), others.problems().stream().map(Problem::line).toList());
  }

  @Test
  void commentsBlankLinesAndBreaksInsideBracketsAreSpace() {
    Graph graph =
        Graphs.graph("# the input\n\nx = input([1,\n  2]) # two numbers\r\n\nf = sum(\n x)\n");
    assertEquals(2, graph.nodes().size());
  }

  @Test
  void deepNestingIsRefusedAndNotRunInto() {
    assertEquals("syntax", problem("x = " + "(".repeat(10_000) + "1" + ")".repeat(10_000)).code());
    assertEquals("syntax", problem("x = " + "-".repeat(10_000) + "y").code());
    assertEquals("syntax", problem("x = input(" + "[".repeat(10_000) + ")").code());
  }

  @Test
  void nothingThatIsTypedThrows() {
    String pieces = "x=y+-*/@^()[],.0123456789e#\"' \n\trelusminputparam_αβ$%&{}";
    long seed = 20_260_101;
    Generator random = new Generator((int) seed, 0);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder("x = input(1)\n");
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      Parsed parsed = Parser.parse(text.toString(), Library.standard());
      if (parsed.graph() == null) {
        assertTrue(!parsed.problems().isEmpty(), "seed " + seed + " round " + round);
      } else {
        assertNotNull(Printer.print(parsed.graph(), Library.standard()));
      }
    }
  }
}
