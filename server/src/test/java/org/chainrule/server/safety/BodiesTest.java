package org.chainrule.server.safety;

import static org.chainrule.server.Answers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

@DisplayName("A body")
@Timeout(60)
class BodiesTest {

  private static final int TOO_LARGE = 1_048_577;

  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("over 1 MB by its length is refused with 413, before it is sent")
  void tooLong() {
    for (String path : new String[] {"/api/graphs", "/api/trainings"}) {
      String answer =
          RawHttp.send(
              server.port(),
              "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n{");
      assertEquals(413, RawHttp.status(answer), answer);
      refused(413, server.post(path, "x".repeat(TOO_LARGE)));
    }
  }

  @Test
  @DisplayName("over 1 MB in chunks is refused with 413")
  void tooManyChunks() throws Exception {
    for (String path : new String[] {"/api/graphs", "/api/trainings"}) {
      HttpResponse<String> answer =
          server
              .client()
              .send(
                  HttpRequest.newBuilder(server.uri(path))
                      .POST(
                          HttpRequest.BodyPublishers.ofInputStream(
                              () -> new ByteArrayInputStream(new byte[TOO_LARGE])))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      refused(413, answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate", "zstd", "gzip, gzip", "x-unknown"})
  @DisplayName("that is compressed is refused with 415, unread")
  void compressed(String coding) {
    refused(415, server.post("/api/graphs", "{}", "Content-Encoding", coding));
    refused(415, server.post("/api/trainings", "{}", "Content-Encoding", coding));
    String answer =
        RawHttp.send(
            server.port(),
            "POST /api/graphs HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
                + coding
                + ", chunked\r\n\r\n0\r\n\r\n");
    assertEquals(415, RawHttp.status(answer), answer);
  }

  @Test
  @DisplayName("nested deeper than anyone writes is refused with 400, naming the place")
  void deep() {
    for (String body :
        new String[] {
          "[".repeat(500_000),
          "{\"document\":".repeat(50_000),
          "{\"document\":" + "[".repeat(100) + "]".repeat(100) + "}",
        }) {
      assertTrue(at(refused(400, server.post("/api/graphs", body))).contains("column"));
    }
    JsonNode text =
        refused(
            422,
            server.post(
                "/api/graphs",
                TestServer.body("a = " + "(".repeat(100_000) + "1" + ")".repeat(100_000))));
    assertEquals(1, text.get("problems").get(0).get("line").intValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e999 | 422",
        "-1e999 | 422",
        "1e-99999999999 | 400",
        "NaN | 400",
        "Infinity | 400",
        "0x10 | 400",
        "01 | 400",
        "1. | 400",
        "null | 422",
        "true | 422",
        "{} | 422",
        "'\"1\"' | 422",
        "[[1,2],[3]] | 422",
        "[1,null] | 422",
        "[1,\"2\"] | 422",
      })
  @DisplayName("with a value that is no number is refused, naming the place")
  void values(String value, int status) {
    JsonNode problem = refused(status, server.post("/api/trainings", document(value)));
    JsonNode problems = problem.get("problems");
    boolean node = problems.size() > 0 && problems.get(0).path("node").asText().equals("a");
    String detail = at(problem);
    assertTrue(node || detail.contains("nodes[0]") || detail.contains("column"), "" + problem);
  }

  @Test
  @DisplayName("with a number of a hundred thousand digits is refused, naming the place")
  void hugeNumbers() {
    String digits = "9".repeat(100_000);
    assertTrue(at(refused(400, server.post("/api/graphs", document(digits)))).contains("column"));
    refused(400, server.post("/api/graphs", document("0." + digits)));
    refused(400, server.post("/api/graphs", document("1e" + digits)));
    JsonNode epochs =
        refused(
            422,
            server.post("/api/trainings", TestServer.body(TestServer.NETWORK, "\"epochs\":1e300")));
    assertTrue(at(epochs).contains("epochs"), at(epochs));
  }

  private static String document(String value) {
    return "{\"document\":{\"version\":1,\"nodes\":[{\"id\":\"a\",\"op\":\"parameter\",\"settings\":"
        + "{\"value\":"
        + value
        + "}}],\"wires\":[]}}";
  }

  private static String at(JsonNode problem) {
    return problem.get("detail").textValue();
  }

  @Test
  @DisplayName("that says a thing twice is refused with 400, naming the place")
  void duplicateKeys() {
    for (String body :
        new String[] {
          "{\"text\":\"a = 1\",\"text\":\"b = 1\"}",
          "{\"document\":{\"version\":1,\"nodes\":[],\"wires\":[],\"nodes\":[]}}",
          "{\"text\":\"a = 1\",\"te\\u0078t\":\"b = 1\"}",
        }) {
      assertTrue(at(refused(400, server.post("/api/graphs", body))).contains("column"), body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a = 1\"} {}",
        "{\"text\":\"a = 1\"}}",
        "{\"text\":\"a = 1\"} x",
        "{\"text\":\"a = 1\"}\0",
        "{\"text\":\"a = 1\",}",
        "{\"text\":\"a = 1\"",
        "{'text':'a = 1'}",
        "{\"text\":\"a = 1\"}//",
        "{\"text\":\"\\ud800\\u0000\n\"}",
      })
  @DisplayName("that is not one JSON object and no more is refused with 400")
  void trailing(String body) {
    assertTrue(at(refused(400, server.post("/api/graphs", body))).contains("column"), body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"text\"", "7", "true", ""})
  @DisplayName("that is null or of another type is refused with 400")
  void wrongTypes(String body) {
    refused(400, server.post("/api/graphs", body));
    refused(400, server.post("/api/trainings", body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":7}",
        "{\"text\":[\"a = 1\"]}",
        "{\"document\":\"a = 1\"}",
        "{\"document\":{\"version\":\"1\",\"nodes\":[],\"wires\":[]}}",
        "{\"document\":{\"version\":1,\"nodes\":{},\"wires\":[]}}",
        "{\"document\":{\"version\":1,\"nodes\":[null],\"wires\":[]}}",
        "{\"document\":{\"version\":1,\"nodes\":[{\"id\":7,\"op\":\"add\"}],\"wires\":[]}}",
        "{\"document\":{\"version\":1,\"nodes\":[],\"wires\":[[]]}}",
        "{\"document\":{\"version\":1,\"nodes\":[],\"wires\":[],\"title\":{}}}",
        "{\"document\":null,\"text\":null}",
      })
  @DisplayName("with a field of another type is refused with 422, naming the field")
  void wrongFields(String body) {
    String detail = at(refused(422, server.post("/api/graphs", body)));
    assertTrue(detail.matches("(?s).*(\"text\"|document|version|nodes|wires|title).*"), detail);
  }

  @Test
  @DisplayName("with 60,000 keys is refused with 422, naming the first that is unknown")
  void manyKeys() {
    String keys =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "\"k" + i + "\":" + i)
            .collect(Collectors.joining(",", "{", "}"));
    assertTrue(at(refused(422, server.post("/api/graphs", keys))).contains("\"k0\""));
    refused(422, server.post("/api/graphs", "{\"document\":" + keys + "}"));
    refused(422, server.post("/api/trainings", "{\"optimizer\":" + keys + "}"));
  }

  @Test
  @DisplayName("with the address of something on the network does not make the server fetch it")
  void nothingIsFetched() throws IOException {
    try (ServerSocket bait = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + bait.getLocalPort() + "/x";
      String quoted = "\"" + url + "\"";
      server.post("/api/graphs", document(quoted));
      server.post(
          "/api/graphs",
          "{\"document\":{\"version\":1,\"title\":"
              + quoted
              + ",\"nodes\":[{\"id\":\"a\",\"op\":"
              + quoted
              + ",\"name\":"
              + quoted
              + "}],\"wires\":[]}}");
      server.post("/api/graphs", "{\"text\":" + quoted + "}");
      server.post("/api/graphs", TestServer.body("x = input(" + url + ")\n# " + url));
      server.post("/api/graphs", "{\"url\":" + quoted + "}");
      for (String field : new String[] {"graphId", "dataset", "optimizer", "schedule"}) {
        server.post(
            "/api/trainings", TestServer.body(TestServer.NETWORK, "\"" + field + "\":" + quoted));
      }
      server.get("/api/health", "Referer", url, "X-Forwarded-Host", url, "From", url);
      server.get("/api/graphs/" + url.replace("/", "%2f"));
      RawHttp.send(server.port(), RawHttp.get(url));
      bait.setSoTimeout(200);
      boolean asked = true;
      try {
        bait.accept().close();
      } catch (SocketTimeoutException nobodyCame) {
        asked = false;
      }
      assertFalse(asked, "the server asked for " + url);
    }
  }

  @Test
  @DisplayName("with bytes that are no UTF-8 is refused with 400")
  void notUtf8() throws Exception {
    byte[] body = "{\"text\":\"a = 1 # \u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
    HttpResponse<String> answer =
        server
            .client()
            .send(
                HttpRequest.newBuilder(server.uri("/api/graphs"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    refused(400, answer);
  }
}
