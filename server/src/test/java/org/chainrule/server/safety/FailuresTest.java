package org.chainrule.server.safety;

import static org.chainrule.server.Answers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.chainrule.server.Config;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A failure of the server itself")
@Timeout(60)
class FailuresTest {

  @Test
  @DisplayName("is told as 500 with a reference and nothing else; the log has the cause under it")
  void unknown(@TempDir Path data) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    HttpResponse<String> answer;
    try (TestServer server = new TestServer(data)) {
      String path =
          server
              .post("/api/graphs", TestServer.body("a = 1"))
              .headers()
              .firstValue("Location")
              .orElseThrow();
      try (Connection behind =
              DriverManager.getConnection("jdbc:sqlite:" + data.resolve("chainrule.db"));
          Statement statement = behind.createStatement()) {
        statement.execute("PRAGMA foreign_keys = 0");
        statement.execute("ALTER TABLE graph_revision RENAME TO gone");
      }
      answer = server.get(path);
    } finally {
      System.setErr(before);
    }
    JsonNode problem = refused(500, answer);
    String reference = answer.headers().firstValue("X-Request-Id").orElseThrow();
    assertEquals(
        "The server failed to answer; its log has the cause under reference " + reference + ".",
        problem.get("detail").textValue());
    assertEquals(5, problem.size(), "type, title, status, detail and no problems");
    assertTrue(problem.get("problems").isEmpty());
    String log = captured.toString(StandardCharsets.UTF_8);
    assertTrue(log.contains("reference " + reference) && log.contains("graph_revision"), log);
  }

  @Test
  @DisplayName("for a full disk is told as 507; what is stored is still read, and space helps")
  void diskFull(@TempDir Path data) {
    Config config = Config.of(data).withDataMegabytes(1);
    config = config.withApi(config.api().withLimits(0, 0, 1));
    String large = TestServer.body("a = param([" + "0.125,".repeat(20_000) + "1])");
    String path = "";
    try (TestServer server = new TestServer(config)) {
      HttpResponse<String> answer = server.post("/api/graphs", large);
      path = answer.headers().firstValue("Location").orElseThrow();
      for (int i = 0; i < 100 && answer.statusCode() == 201; i++) {
        answer = server.post("/api/graphs", large);
      }
      refused(507, answer);
      refused(507, server.post("/api/graphs", large));
      assertEquals(200, server.get(path).statusCode());
      assertEquals(200, server.get("/").statusCode());
    }
    try (TestServer server = new TestServer(config.withDataMegabytes(2))) {
      assertEquals(201, server.post("/api/graphs", large).statusCode());
      assertEquals(200, server.get(path).statusCode());
    }
  }
}
