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

  /** A document with groups and definitions, which must open for ever. */
  private static final String GROUPED =
      """
      {"version":1,"title":"","nodes":[{"id":"x","op":"input","name":"x"},{"id":"h","op":"relu","name":"h"}],\
      "wires":[{"from":"x","to":"h","port":"x"}],\
      "groups":[{"id":"g","name":"encoder","kind":"group","members":[],"open":true},\
      {"id":"s","name":"h","kind":"swish","members":["h"],"parent":"g","open":false,\
      "settings":{"units":[8,1]},"arguments":{"a":"x"}}],\
      "definitions":[{"name":"swish","parameters":["a"],"body":"relu(a)"}]}""";

  @Test
  void groupsAndDefinitionsAreKept() throws DocumentException {
    Graph graph = GraphCodec.read(GROUPED);
    assertEquals(
        List.of(
            Group.plain("g", "encoder", List.of(), null),
            new Group(
                "s",
                "h",
                "swish",
                List.of("h"),
                "g",
                false,
                Map.of("units", Value.ofInts(8, 1)),
                Map.of("a", "x"))),
        graph.groups());
    assertEquals(List.of(new Definition("swish", List.of("a"), "relu(a)")), graph.definitions());
    assertEquals(GROUPED, GraphCodec.write(graph));
  }

  @Test
  void aGroupForgetsNodesThatAreGone() throws DocumentException {
    Graph graph = GraphCodec.read(GROUPED.replace("[\"h\"]", "[\"h\",\"gone\"]"));
    assertEquals(List.of("h"), graph.group("s").members());
    Graph empty = GraphCodec.read(GROUPED.replace("[\"h\"]", "[\"gone\"]"));
    assertEquals(List.of(), empty.groups());
    Graph orphan = GraphCodec.read(GROUPED.replace("\"parent\":\"g\"", "\"parent\":\"k\""));
    assertEquals(List.of("s"), orphan.groups().stream().map(Group::id).toList());
  }

  @Test
  void theBordersOfAGroupAreItsPorts() {
    Graph graph =
        Graphs.graph(
            "x = input(1)\ngroup g:\n  w = param(2)\n  a = w * x\n  b = a + x\nc = a * 2\n");
    Grouping grouping = new Grouping(graph);
    assertEquals(List.of(new Grouping.Port("x", "x")), grouping.inputs("group.g"));
    assertEquals(
        List.of(new Grouping.Port("a", "a"), new Grouping.Port("b", "b")),
        grouping.outputs("group.g"));
    assertEquals(List.of("w", "a", "b"), grouping.within("group.g"));
  }

  @Test
  void groupsThatContainThemselvesAreBorne() {
    Graph graph =
        new Graph(
            "",
            List.of(new Node("x", "input", "x", Map.of(), null)),
            List.of(),
            List.of(
                Group.plain("a", "a", List.of("x", "nowhere"), "b"),
                Group.plain("b", "b", List.of("x"), "a")),
            List.of());
    Grouping grouping = new Grouping(graph);
    assertEquals("a", grouping.of("x").id());
    assertEquals(1, grouping.path("x").size());
    assertEquals(
        List.of("unknown_member", "group_overlap", "group_overlap", "group_overlap"),
        org.chainrule.engine.plan.GroupCheck.problems(graph).stream()
            .map(org.chainrule.engine.plan.Problem::code)
            .toList());
  }
}
