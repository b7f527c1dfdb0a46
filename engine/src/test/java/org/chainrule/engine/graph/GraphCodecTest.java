package org.chainrule.engine.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.lesson.Example;
import org.chainrule.engine.lesson.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphCodecTest {

  @Test
  void writingAndReadingGiveTheSameDocument() throws DocumentException {
    Graph odd =
        new Graph(
            "a \"title\" with \\ and \n and é \u2028",
            List.of(
                new Node(
                    "n1",
                    "no such op",
                    null,
                    Map.of(
                        "list",
                        new Value.Items(
                            List.of(Value.of(-0.0), Value.of(Double.NaN), Value.ofInts(1, 2)))),
                    new Position(-1.5, 1e-7)),
                new Node("n2", "relu", "h", Map.of("flag", Value.of(true)), null)),
            List.of(new Wire("n1", "n2", "x"), new Wire("gone", "n2", "y")));
    for (Graph graph : List.of(odd, Graphs.graph(Graphs.U4), Graphs.graph(Graphs.MNIST))) {
      assertEquals(graph, GraphCodec.read(GraphCodec.write(graph)));
    }
  }

  @Test
  void everyExampleIsADocumentThatReadsBack() throws DocumentException {
    for (Example example : Examples.all()) {
      Graph document = example.document();
      assertEquals(document, GraphCodec.read(GraphCodec.write(document)));
      for (String placed : example.positions().keySet()) {
        assertEquals(placed, document.node(placed).id());
      }
    }
  }

  /** Documents of version 1, which must open for ever. */
  @Test
  void aDocumentOfVersionOneOpens() throws DocumentException {
    String golden =
        """
        {"version": 1, "title": "Square", "nodes": [
          {"id": "x", "op": "input", "name": "x", "settings": {"value": 3}, "position": {"x": 0, "y": 10.5}},
          {"id": "f", "op": "power", "name": "f"},
          {"id": "c", "op": "constant", "settings": {"value": [[1, 2], [3, "NaN"]], "init": "he", "on": false}}],
         "wires": [{"from": "x", "to": "f", "port": "a"}, {"from": "c", "to": "f", "port": "b"}]}
        """;
    Graph graph = GraphCodec.read(golden);
    assertEquals("Square", graph.title());
    assertEquals(new Position(0, 10.5), graph.node("x").position());
    assertEquals(Value.of("he"), graph.node("c").settings().get("init"));
    assertEquals(new Wire("c", "f", "b"), graph.wires().get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | The document lacks \"version\".",
        "[] | The document is a list; an object was expected.",
        "{\"version\": 2, \"nodes\": [], \"wires\": []} | The document has version 2; this program reads version 1.",
        "{\"version\": 1, \"nodes\": {}, \"wires\": []} | nodes is an object; a list was expected.",
        "{\"version\": 1, \"nodes\": [{\"id\": 3}], \"wires\": []} | nodes[0].id is a number; a string was expected.",
        "{\"version\": 1, \"nodes\": [{\"id\": \"a\", \"op\": \"\"}], \"wires\": []} | nodes[0].op is empty.",
        "{\"version\": 1, \"nodes\": [{\"id\": \"a\", \"op\": \"b\", \"settings\": {\"v\": null}}], \"wires\": []}"
            + " | nodes[0].settings.v is null; a setting is a number, a string, true, false or a list of numbers.",
        "{\"version\": 1, \"version\": 1} | The document is not JSON: The key \"version\" appears twice (line 1, column 16).",
        "{\"version\": 1e999} | The document is not JSON: The number is too large for 64 bits (line 1, column 13).",
        "{\"version\": 01} | The document is not JSON: A number does not start with 0 (line 1, column 14).",
        "{\"version\": 1} x | The document is not JSON: Text follows the end of the JSON value (line 1, column 16).",
      })
  void whatIsWrongIsToldWithItsPlace(String json, String message) {
    assertEquals(
        message, assertThrows(DocumentException.class, () -> GraphCodec.read(json)).getMessage());
  }

  @Test
  void limitsHold() {
    assertThrows(DocumentException.class, () -> GraphCodec.read("[".repeat(100_000)));
    assertThrows(DocumentException.class, () -> GraphCodec.read(" ".repeat(Limits.CHARACTERS + 1)));
    String nodes = "{},".repeat(Limits.NODES) + "{}";
    assertThrows(
        DocumentException.class,
        () -> GraphCodec.read("{\"version\":1,\"nodes\":[" + nodes + "],\"wires\":[]}"));
    String id = "a".repeat(Limits.NAME + 1);
    assertThrows(
        DocumentException.class,
        () ->
            GraphCodec.read(
                "{\"version\":1,\"nodes\":[{\"id\":\"" + id + "\",\"op\":\"b\"}],\"wires\":[]}"));
  }
}
