package org.chainrule.server.safety;

import static org.chainrule.server.Answers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.server.Config;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.chainrule.server.api.ApiSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A flood")
@Timeout(60)
class FloodsTest {

  private static final String FORWARDED = "X-Forwarded-For";

  private final Config config;

  FloodsTest(@TempDir Path data, @TempDir Path mnist) {
    SmallMnist.write(mnist);
    config = Config.of(data).withMnist(mnist);
  }

  private TestServer start(ApiSettings settings) {
    return new TestServer(config.withApi(settings.withAccessLog(false)));
  }

  private static void heldBack(HttpResponse<String> answer) {
    refused(429, answer);
    int seconds = Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
    assertTrue(seconds >= 1 && seconds <= 60, "" + seconds);
  }

  @Test
  @DisplayName("of graphs from one client is answered 429 with Retry-After; reading goes on")
  void graphs() {
    try (TestServer server = start(ApiSettings.defaults().withLimits(3, 3, 3))) {
      HttpResponse<String> first = server.post("/api/graphs", TestServer.body("a = 1"));
      assertEquals(201, first.statusCode());
      assertEquals(201, server.post("/api/graphs", TestServer.body("a = 1")).statusCode());
      refused(400, server.post("/api/graphs", "what is refused counts too"));
      heldBack(server.post("/api/graphs", TestServer.body("a = 1")));
      String path = first.headers().firstValue("Location").orElseThrow();
      heldBack(server.send("PUT", path, TestServer.body("a = 2"), "If-Match", "*"));
      assertEquals(200, server.get(path).statusCode());
    }
  }

  @Test
  @DisplayName("of runs from one client is answered 429 with Retry-After; graphs are stored")
  void runs() {
    try (TestServer server = start(ApiSettings.defaults().withLimits(3, 2, 3))) {
      refused(422, server.post("/api/trainings", "{}"));
      refused(422, server.post("/api/trainings", "{}"));
      heldBack(server.post("/api/trainings", TestServer.body(TestServer.NETWORK)));
      assertEquals(201, server.post("/api/graphs", TestServer.body("a = 1")).statusCode());
    }
  }

  @Test
  @DisplayName("of runs beyond those that may wait is answered 429 with Retry-After")
  void queue() {
    try (TestServer server =
        new TestServer(config.withQueue(1).withApi(config.api().withLimits(0, 0, 3)))) {
      HttpResponse<String> answer = null;
      for (int i = 0; i < 10 && (answer == null || answer.statusCode() == 202); i++) {
        answer =
            server.post(
                "/api/trainings",
                TestServer.body(TestServer.NETWORK, "\"epochs\":50", "\"batchSize\":1"));
      }
      heldBack(answer);
    }
  }

  @Test
  @DisplayName(
      "of event streams from one client is answered 429 with Retry-After, until one closes")
  void streams() throws Exception {
    try (TestServer server = start(ApiSettings.defaults().withLimits(0, 0, 2))) {
      String run =
          TestServer.json(
                  server.post(
                      "/api/trainings",
                      TestServer.body(TestServer.NETWORK, "\"epochs\":50", "\"batchSize\":1")))
              .get("id")
              .textValue();
      String path = "/api/trainings/" + run + "/events";
      List<HttpResponse<InputStream>> open = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        open.add(follow(server, path));
        assertEquals(200, open.get(i).statusCode());
      }
      heldBack(server.get(path));
      open.get(0).body().close();
      // The server notices that a page has gone when it next has something to tell it.
      HttpResponse<InputStream> again = follow(server, path);
      while (again.statusCode() == 429) {
        again.body().close();
        again = follow(server, path);
      }
      assertEquals(200, again.statusCode());
      again.body().close();
      open.get(1).body().close();
    }
  }

  private static HttpResponse<InputStream> follow(TestServer server, String path) throws Exception {
    return server
        .client()
        .send(
            HttpRequest.newBuilder(server.uri(path)).header("Accept", "text/event-stream").build(),
            HttpResponse.BodyHandlers.ofInputStream());
  }

  @Test
  @DisplayName("is not let through for an X-Forwarded-For that no trusted proxy sent")
  void forged() {
    try (TestServer server = start(ApiSettings.defaults().withLimits(1, 1, 1))) {
      String graph = TestServer.body("a = 1");
      assertEquals(201, server.post("/api/graphs", graph, FORWARDED, "10.0.0.1").statusCode());
      for (String header : new String[] {FORWARDED, "X-Real-IP", "Forwarded", "X-Client-IP"}) {
        heldBack(server.post("/api/graphs", graph, header, "10.0.0.2"));
      }
    }
  }

  @Test
  @DisplayName("is told from other clients behind a trusted proxy, whatever they claim themselves")
  void behindProxy() {
    ApiSettings settings =
        ApiSettings.defaults().withLimits(1, 1, 1).withTrustedProxies("127.0.0.1", "10.9.0.0/16");
    try (TestServer server = start(settings)) {
      String graph = TestServer.body("a = 1");
      assertEquals(201, server.post("/api/graphs", graph, FORWARDED, "192.0.2.1").statusCode());
      heldBack(server.post("/api/graphs", graph, FORWARDED, "192.0.2.1"));
      heldBack(server.post("/api/graphs", graph, FORWARDED, "198.51.100.7, 192.0.2.1"));
      heldBack(server.post("/api/graphs", graph, FORWARDED, "192.0.2.1, 10.9.8.7"));
      heldBack(server.post("/api/graphs", graph, FORWARDED, "192.0.2.1:1234"));
      assertEquals(201, server.post("/api/graphs", graph, FORWARDED, "192.0.2.2").statusCode());
      assertEquals(201, server.post("/api/graphs", graph, FORWARDED, "2001:db8::1").statusCode());
      heldBack(server.post("/api/graphs", graph, FORWARDED, "2001:db8::ffff:2"));
      heldBack(server.post("/api/graphs", graph, FORWARDED, "[2001:db8::3]:99"));
      assertEquals(201, server.post("/api/graphs", graph, FORWARDED, "no address").statusCode());
      heldBack(server.post("/api/graphs", graph, FORWARDED, "localhost"));
    }
  }
}
