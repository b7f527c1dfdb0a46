package org.chainrule.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An error of the virtual machine")
class ErrorsTest {

  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  @Test
  @DisplayName("such as too deep a recursion is told as 500 with a reference, and logged under it")
  void recursion() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    Javalin server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.modifyServer(
                      jetty ->
                          jetty.insertHandler(new RequestInfo.Stamp(new Clients(List.of()), 30)));
                  Errors.register(config);
                  config.routes.get("/deep", ctx -> ctx.result("" + deeper(0)));
                })
            .start("127.0.0.1", 0);
    HttpResponse<String> answer;
    try {
      answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/deep"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
    } finally {
      server.stop();
      System.setErr(before);
    }
    assertEquals(500, answer.statusCode());
    String reference = answer.headers().firstValue("X-Request-Id").orElseThrow();
    assertTrue(answer.body().contains("under reference " + reference), answer.body());
    assertFalse(answer.body().contains("StackOverflowError"), answer.body());
    assertTrue(log.toString(StandardCharsets.UTF_8).contains("reference " + reference));
  }
}
