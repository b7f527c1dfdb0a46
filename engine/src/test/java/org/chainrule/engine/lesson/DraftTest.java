package org.chainrule.engine.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.text.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {
  private static final String TEXT =
      """
      x = input(2)
      w = param([[0.1, 0.2]])
      v = param(3)
      h = sum(w) * x
      loss = (h * v - 1)^2
      """;

  private static Graph graph() {
    Graph graph = Parser.parse(TEXT, Library.standard()).graph();
    if (graph == null) {
      throw new AssertionError(TEXT);
    }
    return graph;
  }

  private static List<String> problems(String questions) throws LessonException {
    String file = Draft.front("Mine") + "\n" + Draft.step(graph(), List.of("h")) + "\n" + questions;
    return LessonCheck.problems(LessonReader.read(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          value        | h | ? What is the value of `h`?|= value h [0.6]
          value        | w | ? What is the value of `w`?|= value w[0, 0] [0.1]
          gradient     | v | ? What is the gradient at `v`?|= gradient v [0.96]
          shape        | w | ? What is the shape of `w`?|= shape w [1, 2]
          direction    | v | ? If `v` grows a little, what does the loss do?|= direction of loss by v [rise]
          """)
  void aQuestionIsWrittenWithTheAnswerOfTheEngine(
      String kind, String node, String question, String answer) throws LessonException {
    String written = Draft.question(graph(), kind, node, "");
    assertEquals(question + "\n" + answer + "\n", written);
    assertEquals(List.of(), problems(written));
  }

  @Test
  void aWireAndWhatIsChosenAreWrittenSoThatTheyCanBeRead() throws LessonException {
    String wire = Draft.question(graph(), "contribution", "v", "loss");
    assertTrue(wire.contains("= contribution v to loss"), wire);
    assertEquals(List.of(), problems(Draft.question(graph(), "choice", "h", "")));
    assertEquals(List.of(), problems(Draft.question(graph(), "node", "h", "")));
  }

  @Test
  void anAuthorIsToldWhatIsStillWrong() throws LessonException {
    assertEquals(1, problems("? How much?\n= value h [0.7]\n").size());
    assertTrue(problems("? How much?\n= value h [0.7]\n").get(0).contains("0.6"));
    assertEquals(1, problems("? How much?\n= value q\n").size());
    assertEquals(1, problems("? How much?\n= value h\n! 7 missed_path\n").size());
    String built = Draft.question(graph(), "build", "loss", "");
    assertTrue(problems(built).get(0).contains("right already"), problems(built).toString());
  }
}
