package org.chainrule.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** What every answer of the server must hold to. */
public final class Answers {

  private Answers() {}

  /** A refusal is a problem document with whole sentences, the security headers and no innards. */
  public static JsonNode refused(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/problem+json", response.headers().firstValue("Content-Type").get());
    secured(response);
    JsonNode problem = TestServer.json(response);
    assertEquals(status, problem.get("status").intValue());
    sentence(problem.get("detail").textValue());
    for (JsonNode each : problem.get("problems")) {
      sentence(each.get("message").textValue());
      assertFalse(each.get("code").textValue().isBlank());
      assertTrue(each.has("node") && each.has("port"));
    }
    return problem;
  }

  /** The headers that keep a page safe. */
  public static void secured(HttpResponse<String> response) {
    String policy = response.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), policy);
    assertFalse(policy.contains("script-src 'self' 'unsafe-inline'"), policy);
    assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertTrue(response.headers().firstValue("Referrer-Policy").isPresent());
  }

  private static void sentence(String text) {
    assertTrue(text.matches("(?s)\\S.*\\S[.?)]"), "not a sentence: " + text);
    assertTrue(text.length() < 500, text);
    for (String innards : new String[] {"Exception", "java.", "org.", "\tat "}) {
      assertFalse(text.contains(innards), text);
    }
  }
}
