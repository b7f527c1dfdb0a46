package org.chainrule.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.compose.Composite;
import org.chainrule.engine.compose.Composites;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Position;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.op.CatalogueJson;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.ProblemException;
import org.junit.jupiter.api.Test;

/** Composites added to a document from a palette. */
class ExpansionTest {

  private static Graph expand(Graph graph, String call, Map<String, Value> settings, String... in)
      throws ProblemException {
    return Expansion.expand(graph, call, settings, List.of(in), 100, 50, Library.standard());
  }

  @Test
  void everyCompositeOfTheListFindsAnInputThatFitsAndPrintsAsItsCall() throws ProblemException {
    String json = CatalogueJson.write(Library.standard(), Composites.infos());
    Graph graph = Graphs.graph("s = input(1)\nv = input([1, 2])\nimage = input(shape=[1, 6, 6])\n");
    for (Composite composite : Composites.all()) {
      String id = composite.info().id();
      assertEquals(Role.COMPOSITE, composite.info().role());
      assertTrue(json.contains("{\"id\":\"" + id + "\""), id);
      int fits = 0;
      for (String input : List.of("s", "v", "image")) {
        try {
          Graph more = expand(graph, id, Map.of(), input);
          assertEquals(List.of(), Compiler.compile(more, Library.standard()).problems());
          String printed = Printer.print(more, Library.standard());
          assertTrue(printed.endsWith(id + "1 = " + id + "(" + input + ")\n"), printed);
          fits++;
        } catch (ProblemException e) {
          assertTrue(e.getMessage().startsWith(id + " needs "), e.getMessage());
        }
      }
      assertTrue(fits > 0, id);
    }
  }

  @Test
  void aSecondLayerGetsANameAndPlacesOfItsOwn() throws ProblemException {
    Graph graph = Graphs.graph("x = input([1, 2])\n");
    Graph one = expand(graph, "dense", Map.of("units", Value.of(3)), "x");
    Graph two = expand(one, "dense", Map.of("units", Value.of(1)), "dense1");
    assertEquals(
        "x = input([1, 2])\ndense1 = dense(x, units=3)\ndense2 = dense(dense1, units=1)\n",
        Printer.print(two, Library.standard()));
    assertEquals(new Position(100, 50), two.node("dense2_W").position());
    assertEquals(new Position(100, 160), two.node("dense2_b").position());
    assertEquals(new Position(460, 50), two.node("dense2").position());
  }

  @Test
  void aFormulaOfTheDocumentIsAddedToo() throws ProblemException {
    Graph graph = Graphs.graph("def swish(a, b) = a * sigmoid(b)\nx = input(2)\n");
    Graph more = expand(graph, "swish", Map.of(), "x", "x");
    assertTrue(Printer.print(more, Library.standard()).endsWith("swish1 = swish(x, x)\n"));
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsReason() {
    Graph graph = Graphs.graph("x = input(2)\n");
    assertThrows(ProblemException.class, () -> expand(graph, "relu", Map.of(), "x"));
    assertThrows(ProblemException.class, () -> expand(graph, "dense", Map.of(), "nowhere"));
    assertThrows(ProblemException.class, () -> expand(graph, "dense", Map.of()));
    ProblemException bad =
        assertThrows(
            ProblemException.class,
            () -> expand(graph, "neuron", Map.of("activation", Value.of("rellu")), "x"));
    assertTrue(bad.getMessage().endsWith("did you mean relu?"), bad.getMessage());
  }
}
