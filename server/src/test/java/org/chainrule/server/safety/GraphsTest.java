package org.chainrule.server.safety;

import static org.chainrule.server.Answers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A graph")
@Timeout(60)
class GraphsTest {

  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String document(String nodes, String wires) {
    return "{\"document\":{\"version\":1,\"nodes\":[" + nodes + "],\"wires\":[" + wires + "]}}";
  }

  private static String node(String id, String op) {
    return "{\"id\":\"" + id + "\",\"op\":\"" + op + "\"}";
  }

  private static String wire(String from, String to, String port) {
    return "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"port\":\"" + port + "\"}";
  }

  /** A run of it is refused; the graph itself may be shared: a question often does not work. */
  private static JsonNode untrainable(String body, String code) {
    JsonNode problem = refused(422, server.post("/api/trainings", body));
    boolean found = false;
    for (JsonNode each : problem.get("problems")) {
      found |= each.get("code").textValue().equals(code);
    }
    assertTrue(found, code + " in " + problem);
    return problem;
  }

  @Test
  @DisplayName("with a cycle is not run: 422 naming a node on it")
  void cycle() {
    String nodes = node("a", "relu") + "," + node("b", "relu") + "," + node("c", "relu");
    String wires = wire("a", "b", "x") + "," + wire("b", "c", "x") + "," + wire("c", "a", "x");
    JsonNode problem = untrainable(document(nodes, wires), "cycle");
    assertTrue("abc".contains(problem.get("problems").get(0).get("node").textValue()));
    assertEquals(201, server.post("/api/graphs", document(nodes, wires)).statusCode());
  }

  @Test
  @DisplayName("with a wire from a node to itself is not run: 422 naming the node")
  void selfWire() {
    JsonNode problem = untrainable(document(node("a", "relu"), wire("a", "a", "x")), "cycle");
    assertEquals("a", problem.get("problems").get(0).get("node").textValue());
  }

  @Test
  @DisplayName("with a wire to or from a node that is not there is not run: 422 naming the wire")
  void danglingIds() {
    for (String wire : new String[] {wire("nobody", "a", "x"), wire("a", "nobody", "x")}) {
      JsonNode problem = untrainable(document(node("a", "relu"), wire), "dangling_wire");
      assertTrue(problem.toString().contains("nobody"), problem.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "param(shape=[2147483647])",
        "param(shape=[65536, 65536])",
        "param(shape=[99999, 99999, 99999])",
        "param(shape=[2147483647, 2147483647, 2147483647, 2147483647])",
        "param(shape=[4096, 4097])",
        "input(shape=[784, 30000])",
      })
  @DisplayName(
      "with a shape that overflows or is too large is not run: 422, before it is allocated")
  void shapes(String source) {
    String text = "x = " + source + "\nloss = sum(x)";
    long before = allocated();
    JsonNode problem = refused(422, server.post("/api/trainings", TestServer.body(text)));
    assertTrue(problem.get("detail").textValue().contains("x"), problem.toString());
    assertTrue(allocated() - before < 64L << 20, "allocated " + (allocated() - before));
  }

  @Test
  @DisplayName("whose axis is longer than any number is refused: 422 naming the line")
  void axes() {
    for (String shape : new String[] {"[99999999999999999999]", "[-1]", "[1.5]", "[1e9]"}) {
      JsonNode problem =
          refused(
              422,
              server.post(
                  "/api/trainings",
                  TestServer.body("x = param(shape=" + shape + ")\nloss = sum(x)")));
      assertEquals(1, problem.get("problems").size(), problem.toString());
    }
  }

  @Test
  @DisplayName("that would need more memory than a run may have is refused before it is allocated")
  void memory() {
    StringBuilder text = new StringBuilder("x = input(shape=[784])\ny = label(classes=10)\n");
    String last = "x";
    int width = 784;
    for (int i = 0; i < 30; i++) {
      text.append("W" + i + " = param(shape=[4000, " + width + "], init=\"he\")\n");
      text.append("h" + i + " = relu(W" + i + " @ " + last + ")\n");
      last = "h" + i;
      width = 4000;
    }
    text.append("V = param(shape=[10, 4000], init=\"he\")\n");
    text.append("loss = softmax_cross_entropy(V @ " + last + ", y)\n");
    JsonNode problem =
        refused(422, server.post("/api/trainings", TestServer.body(text.toString())));
    assertTrue(problem.get("detail").textValue().contains("1 GiB"), problem.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nodes", "name"})
  @DisplayName("beyond the limits of its size is refused: 422 naming the limit")
  void limits(String what) {
    String body =
        switch (what) {
          case "nodes" ->
              document((node("a", "relu") + ",").repeat(20_000) + node("b", "relu"), "");
          case "name" -> document(node("a".repeat(65), "relu"), "");
          default -> throw new AssertionError(what);
        };
    JsonNode problem = refused(422, server.post("/api/graphs", body));
    assertTrue(problem.get("detail").textValue().matches(".*(20,?000|64).*"), "" + problem);
  }

  @Test
  @DisplayName("with a hundred thousand mistakes is answered with the first hundred of them")
  void manyProblems() {
    JsonNode problem =
        refused(422, server.post("/api/graphs", TestServer.body("a = b\n".repeat(100_000))));
    assertEquals(100, problem.get("problems").size());
    assertTrue(problem.get("detail").textValue().contains("more problems"));
  }

  /** Bytes that all threads have asked for, the server's among them. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }
}
