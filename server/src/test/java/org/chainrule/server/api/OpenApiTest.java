package org.chainrule.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.server.Answers;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The description of the interface")
class OpenApiTest {

  private static TestServer server;
  private static JsonNode document;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = new TestServer(data);
    document = TestServer.json(server.get("/openapi.json"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("has every route of the interface, and no other")
  void routes() {
    ApiSettings all = ApiSettings.defaults().withMetrics(true);
    Javalin javalin =
        Javalin.create(new Api("0", all, null, null, null, null, Clock.systemUTC())::configure);
    Set<String> registered = new TreeSet<>();
    for (ParsedEndpoint each : javalin.unsafe.internalRouter.allHttpHandlers()) {
      Endpoint endpoint = each.endpoint;
      if (endpoint.path.startsWith("/api/") && !endpoint.path.startsWith("/api/ui/")) {
        registered.add(endpoint.method + " " + endpoint.path);
      }
    }
    Set<String> described = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    assertEquals(registered, described);
  }

  @Test
  @DisplayName(
      "points at nothing that is not there, names each operation once, and has its version")
  void wellFormed() {
    assertEquals("3.1.0", document.get("openapi").textValue());
    String version = TestServer.json(server.get("/api/health")).get("version").textValue();
    assertEquals(version, document.get("info").get("version").textValue());
    for (JsonNode reference : document.findValues("$ref")) {
      String pointer = reference.textValue().substring(1);
      assertFalse(document.at(pointer).isMissingNode(), pointer);
    }
    Set<String> names = new TreeSet<>();
    for (JsonNode name : document.get("paths").findValues("operationId")) {
      assertTrue(names.add(name.textValue()), name.textValue());
    }
    document
        .get("paths")
        .properties()
        .forEach(
            path -> {
              for (JsonNode operation : path.getValue()) {
                Set<String> placed = new TreeSet<>();
                for (JsonNode parameter : operation.path("parameters")) {
                  if (parameter.get("in").textValue().equals("path")) {
                    placed.add("{" + parameter.get("name").textValue() + "}");
                  }
                }
                String bare = path.getKey();
                for (String one : placed) {
                  assertTrue(bare.contains(one), path.getKey() + " " + one);
                  bare = bare.replace(one, "");
                }
                assertFalse(bare.contains("{"), path.getKey());
              }
            });
  }

  @Test
  @DisplayName("says of an answer what it is")
  void answers() {
    HttpResponse<String> stored = server.post("/api/graphs", TestServer.body("a = 1"));
    same("StoredGraph", TestServer.json(stored));
    same("Problem", Answers.refused(422, server.post("/api/graphs", "{}")));
    same("Status", TestServer.json(server.get("/api/ready")));
  }

  private static void same(String schema, JsonNode answer) {
    Set<String> described = new TreeSet<>();
    JsonNode properties = document.at("/components/schemas/" + schema + "/properties");
    properties.fieldNames().forEachRemaining(described::add);
    Set<String> there = new TreeSet<>();
    answer.fieldNames().forEachRemaining(there::add);
    assertEquals(there, described, schema);
  }

  @Test
  @DisplayName("is shown to people by files of this server alone")
  void shown() {
    HttpResponse<String> page = server.get("/api");
    assertEquals(200, page.statusCode());
    Answers.secured(page);
    assertFalse(page.body().contains("://"), "nothing from elsewhere");
    for (String file : new String[] {"swagger-ui.css", "swagger-ui-bundle.js", "start.js"}) {
      assertTrue(page.body().contains("/api/ui/" + file), file);
      assertEquals(200, server.get("/api/ui/" + file).statusCode(), file);
    }
  }
}
