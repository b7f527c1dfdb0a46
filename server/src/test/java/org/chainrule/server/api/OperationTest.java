package org.chainrule.server.api;

import static org.chainrule.server.Answers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.chainrule.server.Config;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Whoever runs the server")
class OperationTest {

  @Test
  @DisplayName("is told that it is ready, and that it is not where the database does not answer")
  void ready(@TempDir Path data) throws Exception {
    try (TestServer server = new TestServer(data)) {
      assertEquals(200, server.get("/api/ready").statusCode());
      try (Connection behind =
              DriverManager.getConnection("jdbc:sqlite:" + data.resolve("chainrule.db"));
          Statement statement = behind.createStatement()) {
        statement.execute("ALTER TABLE graph RENAME TO gone");
      }
      HttpResponse<String> answer = server.get("/api/ready");
      refused(503, answer);
      assertTrue(answer.headers().firstValue("Retry-After").isPresent());
      assertEquals(200, server.get("/api/health").statusCode(), "it lives all the same");
    }
  }

  @Test
  @DisplayName("has figures for Prometheus, by route and never by address")
  void metrics(@TempDir Path data) {
    Config config = Config.of(data);
    try (TestServer server = new TestServer(config.withApi(config.api().withMetrics(true)))) {
      String path =
          server
              .post("/api/graphs", TestServer.body("a = 1"))
              .headers()
              .firstValue("Location")
              .orElseThrow();
      server.get(path);
      server.get("/api/graphs/AAAAAAAAAAAA");
      server.send("BREW", "/coffee", "");
      server.get("/");
      HttpResponse<String> answer = server.get("/api/metrics");
      assertEquals(200, answer.statusCode());
      String text = answer.body();
      String count = "http_server_requests_seconds_count";
      counted(text, count, "POST", "/api/graphs", 201);
      counted(text, count, "GET", "/api/graphs/{id}", 200);
      counted(text, count, "GET", "/api/graphs/{id}", 404);
      assertTrue(text.contains("method=\"other\""), text);
      assertTrue(text.contains("chainrule_runs{state=\"queued\"} 0"), text);
      assertTrue(text.contains("chainrule_runs{state=\"running\"} 0"), text);
      assertTrue(text.contains("chainrule_training_examples_per_second 0"), text);
      assertTrue(text.contains("jvm_memory_used_bytes{"), text);
      assertFalse(text.contains(path) || text.contains("BREW"), text);
    }
  }

  private static void counted(String text, String name, String method, String route, int status) {
    String line =
        name + "{method=\"" + method + "\",route=\"" + route + "\",status=\"" + status + "\"} 1";
    assertTrue(text.contains(line), line + " in\n" + text);
  }

  @Test
  @DisplayName("gives them out only where asked to")
  void noMetrics(@TempDir Path data) {
    try (TestServer server = new TestServer(data)) {
      refused(404, server.get("/api/metrics"));
    }
  }

  @Test
  @DisplayName("finds each answer in the log by an id of its own")
  void ids(@TempDir Path data) {
    try (TestServer server = new TestServer(data)) {
      String first = id(server.get("/api/health", "X-Request-Id", "mine"));
      String second = id(server.get("/assets/nothing.js"));
      assertTrue(first.matches("[0-9a-f]{16}") && second.matches("[0-9a-f]{16}"), first);
      assertNotEquals(first, second);
    }
  }

  private static String id(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Request-Id").orElse("");
  }
}
