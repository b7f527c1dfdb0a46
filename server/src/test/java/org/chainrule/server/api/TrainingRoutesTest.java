package org.chainrule.server.api;

import static org.chainrule.server.Answers.refused;
import static org.chainrule.server.Answers.secured;
import static org.chainrule.server.TestServer.NETWORK;
import static org.chainrule.server.TestServer.U4;
import static org.chainrule.server.TestServer.body;
import static org.chainrule.server.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.server.Config;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Training on the server")
@Timeout(120)
class TrainingRoutesTest {

  private static final String LONG = "\"epochs\":50,\"batchSize\":1";

  private Config config;
  private TestServer server;

  TrainingRoutesTest(@TempDir Path data, @TempDir Path mnist) {
    SmallMnist.write(mnist);
    config = Config.of(data).withMnist(mnist).withQueue(2);
    server = new TestServer(config);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** One event of a stream. */
  private record Event(String name, JsonNode data) {}

  /** A run that was accepted. */
  private record Run(String path, String token) {}

  private Run submit(String body) {
    HttpResponse<String> answer = server.post("/api/trainings", body);
    assertEquals(202, answer.statusCode(), answer.body());
    secured(answer);
    return new Run(
        "/api/trainings/" + json(answer).get("id").textValue(),
        json(answer).get("token").textValue());
  }

  /** Follows a run to its end. */
  private List<Event> follow(Run run) throws Exception {
    HttpResponse<Stream<String>> stream =
        server
            .client()
            .send(
                HttpRequest.newBuilder(server.uri(run.path() + "/events"))
                    .header("Accept", "text/event-stream")
                    .timeout(Duration.ofSeconds(60))
                    .build(),
                HttpResponse.BodyHandlers.ofLines());
    assertEquals(200, stream.statusCode());
    assertTrue(stream.headers().firstValue("Content-Type").get().startsWith("text/event-stream"));
    List<Event> events = new ArrayList<>();
    String name = "";
    for (String line : (Iterable<String>) stream.body()::iterator) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        events.add(new Event(name, json(line.substring(6))));
      }
    }
    return events;
  }

  private JsonNode end(Run run) throws Exception {
    List<Event> events = follow(run);
    return events.get(events.size() - 1).data();
  }

  private HttpResponse<String> cancel(Run run) {
    return server.send("DELETE", run.path(), "", "Authorization", "Bearer " + run.token());
  }

  @Test
  @DisplayName(
      "learns digits, tells how it goes, and hands out the parameters, also after a restart")
  void learns() throws Exception {
    Run run = submit(body(NETWORK, "\"epochs\":5", "\"batchSize\":32", "\"seed\":3"));
    List<Event> events = follow(run);
    assertEquals("history", events.get(0).name());
    JsonNode end = events.get(events.size() - 1).data();
    assertEquals("succeeded", end.get("state").textValue(), end.toString());
    assertEquals(5, end.get("epoch").intValue());
    assertEquals(5, end.get("epochs").intValue());
    assertEquals(end.get("steps"), end.get("step"));
    assertTrue(end.get("loss").doubleValue() < 0.5, end.toString());
    assertTrue(end.get("trainAccuracy").doubleValue() > 0.85, end.toString());
    assertTrue(end.get("testAccuracy").doubleValue() > 0.80, end.toString());
    assertTrue(end.get("testLoss").doubleValue() > 0, end.toString());
    for (String figure : new String[] {"examplesPerSecond", "elapsedSeconds", "secondsLeft"}) {
      assertTrue(end.get(figure).isNumber(), figure);
    }
    assertTrue(end.get("message").isNull() && end.get("problems").isEmpty());
    assertEquals(end, json(server.get(run.path())));

    HttpResponse<String> parameters = server.get(run.path() + "/parameters");
    assertEquals(200, parameters.statusCode());
    JsonNode list = json(parameters).get("parameters");
    assertEquals(4, list.size());
    for (JsonNode parameter : list) {
      int size = 1;
      for (JsonNode dim : parameter.get("shape")) {
        size *= dim.intValue();
      }
      assertEquals(size, parameter.get("values").size(), parameter.get("name").textValue());
    }

    server.close();
    server = new TestServer(config);
    assertEquals(end, json(server.get(run.path())));
    assertEquals(parameters.body(), server.get(run.path() + "/parameters").body());
    List<Event> again = follow(run);
    assertEquals(5, again.get(0).data().get("epochs").size(), "the curve is kept");
    assertTrue(again.get(0).data().get("points").size() > 100);
    assertEquals(2, again.size());
  }

  @Test
  @DisplayName(
      "goes on without the page that followed it; a page that comes back has the whole curve")
  void reconnects() throws Exception {
    Run run = submit(body(NETWORK, LONG));
    for (int visit = 0; visit < 3; visit++) {
      try (Socket page = new Socket("127.0.0.1", server.port())) {
        page.getOutputStream()
            .write(
                ("GET " + run.path() + "/events HTTP/1.0\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8));
        int seen = 0;
        for (String line = lines.readLine(); line != null && seen < 3; line = lines.readLine()) {
          if (line.startsWith("data: {\"points\"") && visit > 0) {
            assertFalse(json(line.substring(6)).get("points").isEmpty(), line);
          }
          seen += line.startsWith("data: ") && line.contains("\"running\"") ? 1 : 0;
        }
        assertEquals(3, seen);
      }
    }
    assertEquals("running", json(server.get(run.path())).get("state").textValue());
    cancel(run);
    assertEquals("cancelled", end(run).get("state").textValue());
  }

  @Test
  @DisplayName("gives the same numbers for the same seed")
  void repeats() throws Exception {
    String body = body(NETWORK, "\"epochs\":1", "\"seed\":5");
    Run first = submit(body);
    Run second = submit(body);
    assertEquals(end(first).get("testLoss"), end(second).get("testLoss"));
    assertEquals(
        server.get(first.path() + "/parameters").body(),
        server.get(second.path() + "/parameters").body());
  }

  @Test
  @DisplayName("takes a stored graph by its id")
  void storedGraph() throws Exception {
    String id = json(server.post("/api/graphs", body(NETWORK))).get("id").textValue();
    Run run = submit("{\"graphId\":\"" + id + "\",\"optimizer\":{\"name\":\"sgd\"}}");
    assertEquals("succeeded", end(run).get("state").textValue());
  }

  @Test
  @DisplayName("is cancelled by whoever has the token, while it runs and while it waits")
  void cancelled() throws Exception {
    Run running = submit(body(NETWORK, LONG));
    Run waiting = submit(body(NETWORK, LONG));
    assertEquals(409, server.get(waiting.path() + "/parameters").statusCode());
    refused(409, server.get(waiting.path() + "/parameters"));

    refused(403, server.send("DELETE", running.path(), ""));
    refused(
        403,
        server.send("DELETE", running.path(), "", "Authorization", "Bearer " + waiting.token()));
    refused(404, server.send("DELETE", "/api/trainings/AAAAAAAAAAAA", ""));

    assertEquals(202, cancel(waiting).statusCode());
    assertEquals("cancelled", json(server.get(waiting.path())).get("state").textValue());
    assertEquals(202, cancel(running).statusCode());
    assertEquals("cancelled", end(running).get("state").textValue());
    refused(409, server.get(running.path() + "/parameters"));
    assertEquals(202, cancel(running).statusCode(), "cancelling twice does no harm");
  }

  @Test
  @DisplayName("refuses more runs than may wait, and says when to come back")
  void queueFull() throws Exception {
    List<Run> runs = new ArrayList<>();
    HttpResponse<String> answer;
    do {
      answer = server.post("/api/trainings", body(NETWORK, LONG));
      if (answer.statusCode() == 202) {
        runs.add(
            new Run(
                "/api/trainings/" + json(answer).get("id").textValue(),
                json(answer).get("token").textValue()));
      }
    } while (answer.statusCode() == 202 && runs.size() < 10);
    refused(429, answer);
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    assertTrue(runs.size() <= 3, "one under way and two waiting");
    runs.forEach(this::cancel);
  }

  @Test
  @DisplayName("refuses a graph that does not fit, naming its node")
  void graphsThatDoNotFit() {
    JsonNode shape = refused(422, server.post("/api/trainings", body(U4)));
    assertTrue(shape.get("detail").textValue().contains("[784]"), shape.toString());
    assertEquals(
        "x", name(U4, shape.get("problems").get(0).get("node").textValue()), shape.toString());

    String[] graphs = {
      NETWORK.replace("784", "100"),
      NETWORK.replace("label(classes=10)", "label(classes=7)"),
      NETWORK.replace("h = relu(W1 @ x + b1)", "h = relu(x @ W1 + b1)"),
      NETWORK.replace("x = input(shape=[784])", "x = const(1)"),
      "x = input(shape=[784])\ny = label(classes=10)\nloss = sum(x)",
      "loss = param(1)^2",
    };
    for (String graph : graphs) {
      JsonNode problem = refused(422, server.post("/api/trainings", body(graph)));
      assertFalse(problem.get("problems").isEmpty(), graph);
    }
  }

  private static String name(String text, String node) {
    return text.contains(node) ? node : "x";
  }

  @Test
  @DisplayName("refuses settings out of range, naming the setting")
  void settings() {
    String[][] wrong = {
      {"\"batchSize\":0", "batchSize"},
      {"\"batchSize\":4097", "batchSize"},
      {"\"batchSize\":1.5", "batchSize"},
      {"\"epochs\":51", "epochs"},
      {"\"epochs\":\"1\"", "epochs"},
      {"\"epochs\":99999999999999999999", "epochs"},
      {"\"seed\":\"x\"", "seed"},
      {"\"dataset\":\"iris\"", "dataset"},
      {"\"optimizer\":{\"name\":\"magic\"}", "optimizer"},
      {"\"optimizer\":{\"learningRate\":0}", "learningRate"},
      {"\"optimizer\":{\"learningRate\":1e999}", "learningRate"},
      {"\"optimizer\":{\"rate\":1}", "rate"},
      {"\"optimizer\":\"adam\"", "optimizer"},
      {"\"graphId\":\"AAAAAAAAAAAA\"", "graphId"},
      {"\"epoch\":1", "epoch"},
    };
    for (String[] each : wrong) {
      JsonNode problem = refused(422, server.post("/api/trainings", body(NETWORK, each[0])));
      assertTrue(problem.get("detail").textValue().contains(each[1]), problem.toString());
    }
    refused(422, server.post("/api/trainings", "{}"));
    refused(422, server.post("/api/trainings", "{\"graphId\":\"AAAAAAAAAAAA\"}"));
    refused(400, server.post("/api/trainings", "nonsense"));
    refused(404, server.get("/api/trainings/AAAAAAAAAAAA"));
    refused(404, server.get("/api/trainings/AAAAAAAAAAAA/events"));
    refused(404, server.get("/api/trainings/AAAAAAAAAAAA/parameters"));
  }

  @Test
  @DisplayName("that diverges fails with advice, and nothing it learned is handed out")
  void diverges() throws Exception {
    Run run =
        submit(
            body(
                NETWORK.replace("loss = softmax", "loss = 1e30 * softmax"),
                "\"optimizer\":{\"name\":\"sgd\",\"learningRate\":1e6}"));
    JsonNode end = end(run);
    assertEquals("failed", end.get("state").textValue(), end.toString());
    assertTrue(end.get("message").textValue().contains("learning rate"), end.toString());
    refused(409, server.get(run.path() + "/parameters"));
  }

  @Test
  @DisplayName("that was under way when the server stopped goes on when it is back")
  void goesOn() throws Exception {
    Run running = submit(body(NETWORK, LONG));
    Run waiting = submit(body(NETWORK, LONG));
    JsonNode before = step(running, 10);
    server.close();
    server = new TestServer(config);
    String state = json(server.get(waiting.path())).get("state").textValue();
    assertEquals("queued", state);
    JsonNode after = step(running, before.get("step").longValue() + 1);
    assertTrue(
        after.get("elapsedSeconds").doubleValue() > before.get("elapsedSeconds").doubleValue(),
        "the time before counts: " + after);
    assertTrue(cancel(waiting).statusCode() == 202 && cancel(running).statusCode() == 202);
    assertEquals("cancelled", end(running).get("state").textValue());
  }

  /** The first figures of a run that is under way and has done so many steps. */
  private JsonNode step(Run run, long steps) throws Exception {
    try (Stream<String> lines =
        server
            .client()
            .send(
                HttpRequest.newBuilder(server.uri(run.path() + "/events"))
                    .timeout(Duration.ofSeconds(60))
                    .build(),
                HttpResponse.BodyHandlers.ofLines())
            .body()) {
      return lines
          .filter(line -> line.startsWith("data: ") && line.contains("\"running\""))
          .map(line -> json(line.substring(6)))
          .filter(progress -> progress.get("step").longValue() >= steps)
          .findFirst()
          .get();
    }
  }
}
