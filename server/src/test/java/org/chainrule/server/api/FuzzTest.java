package org.chainrule.server.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Random;
import org.chainrule.server.Answers;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Whatever is posted")
class FuzzTest {

  private static final int ROUNDS = 1500;

  private static final String DOCUMENT =
      "{\"document\":{\"version\":1,\"title\":\"T\",\"nodes\":[{\"id\":\"a\",\"op\":\"parameter\","
          + "\"name\":\"a\",\"settings\":{\"value\":[[0.1,2],[3,-4e2]]},\"position\":{\"x\":1,\"y\":2}},"
          + "{\"id\":\"b\",\"op\":\"sum\",\"name\":\"loss\"}],"
          + "\"wires\":[{\"from\":\"a\",\"to\":\"b\",\"port\":\"x\"}]}}";

  private static final String[] PIECES = {
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-1",
    "1e999",
    "0.1",
    "1e-400",
    "\\u0000",
    "\\ud800",
    "\"version\"",
    "\"nodes\"",
    "\"op\"",
    "[[",
    "]]",
    "9".repeat(40),
    "784",
    "(",
    ")",
    "^",
    "@",
    "=",
    "\\n",
    "#",
    "x",
    "input",
    "param",
    "shape=",
    "é",
    "\u202e",
    "🙂",
    "a = a",
    "1_0",
    "..",
    "init=\\\"he\\\"",
    "softmax_cross_entropy",
    "\"from\"",
    "\"a\"",
    "\"b\"",
    "-",
    "*",
    "/",
  };

  @Test
  @Timeout(120)
  @DisplayName("is stored or refused in a sentence; never does the server fail")
  void neverFails(@TempDir Path data) {
    try (TestServer server = new TestServer(data)) {
      String[] seeds = {
        DOCUMENT,
        TestServer.body(TestServer.U4),
        TestServer.body(TestServer.NETWORK, "\"epochs\":1")
      };
      for (int seed = 0; seed < ROUNDS; seed++) {
        Random random = new Random(seed);
        String body = mutated(seeds[random.nextInt(seeds.length)], random);
        String path = random.nextInt(4) == 0 ? "/api/trainings" : "/api/graphs";
        if (path.endsWith("trainings") && body.contains("classes=10")) {
          path = "/api/graphs"; // would train in earnest
        }
        HttpResponse<String> answer = server.post(path, body);
        int status = answer.statusCode();
        assertTrue(status < 500, "seed " + seed + ": " + status + "\n" + body);
        if (status >= 400) {
          Answers.refused(status, answer);
        }
      }
    }
  }

  private static String mutated(String body, Random random) {
    StringBuilder out = new StringBuilder(body);
    for (int i = 0; i <= random.nextInt(4); i++) {
      int at = random.nextInt(out.length() + 1);
      int end = Math.min(out.length(), at + random.nextInt(12));
      switch (random.nextInt(3)) {
        case 0 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> out.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
        default -> out.delete(at, end);
      }
    }
    return out.toString();
  }
}
