package org.chainrule.server.api;

import static org.chainrule.server.Answers.refused;
import static org.chainrule.server.Answers.secured;
import static org.chainrule.server.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Answers that are handed in")
@TestInstance(Lifecycle.PER_CLASS)
class ResultRoutesTest {
  private TestServer server;

  @BeforeAll
  void start(@TempDir Path data) {
    server = new TestServer(data);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> hand(String answers) {
    return server.post(
        "/api/results",
        "{\"lesson\": \"cx4240/chain-rule\", \"name\": \"Ada\", \"answers\": [" + answers + "]}");
  }

  @Test
  @DisplayName("are graded by the engine, each on its graph")
  void graded() {
    HttpResponse<String> answer =
        hand(
            "{\"step\": 0, \"exercise\": 0, \"answer\": \"3\"},"
                + "{\"step\": 0, \"exercise\": 1, \"answer\": \"7\"},"
                + "{\"step\": 0, \"exercise\": 0, \"answer\": \"5\","
                + " \"graph\": \"theta = param(2)\\nu = 2 * theta + 1\\nh = u^4\\n\"}");
    assertEquals(200, answer.statusCode(), answer.body());
    secured(answer);
    JsonNode result = json(answer);
    assertEquals("Ada", result.get("name").textValue());
    assertEquals(1, result.get("right").intValue());
    assertTrue(result.get("questions").intValue() > 3);
    assertEquals("right", result.get("answers").get(0).get("outcome").textValue());
    assertTrue(result.get("answers").get(0).get("changed").booleanValue());
    assertEquals("wrong", result.get("answers").get(1).get("outcome").textValue());
    assertFalse(result.get("answers").get(1).get("changed").booleanValue());
  }

  @Test
  @DisplayName("are refused in a sentence where they are none")
  void refusals() {
    refused(422, hand("{\"step\": 90, \"exercise\": 0, \"answer\": \"3\"}"));
    refused(422, hand("{\"step\": 0, \"exercise\": 0, \"code\": \"3\"}"));
    refused(422, hand("7"));
    refused(422, server.post("/api/results", "{\"lesson\": \"../../secret\"}"));
    refused(422, server.post("/api/results", "{\"lesson\": 7}"));
    refused(422, server.post("/api/results", "{\"answers\": {}, \"lesson\": \"zoo/dead-relu\"}"));
  }
}
