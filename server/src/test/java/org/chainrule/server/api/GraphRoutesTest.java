package org.chainrule.server.api;

import static org.chainrule.server.Answers.refused;
import static org.chainrule.server.Answers.secured;
import static org.chainrule.server.TestServer.U4;
import static org.chainrule.server.TestServer.body;
import static org.chainrule.server.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Shared graphs")
class GraphRoutesTest {

  private Path data;
  private TestServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    data = folder;
    server = new TestServer(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("are stored from text, get a link, and are read back as a document")
  void storedFromText() {
    HttpResponse<String> created = server.post("/api/graphs", body(U4));
    assertEquals(201, created.statusCode(), created.body());
    secured(created);
    JsonNode answer = json(created);
    String id = answer.get("id").textValue();
    assertTrue(id.matches("[A-Za-z0-9_-]{12}"), id);
    assertTrue(answer.get("editToken").textValue().matches("[A-Za-z0-9_-]{24}"));
    assertEquals("/g/" + id, answer.get("url").textValue());
    assertEquals("/api/graphs/" + id, created.headers().firstValue("Location").get());

    HttpResponse<String> read = server.get("/api/graphs/" + id);
    assertEquals(200, read.statusCode());
    assertEquals("application/json", read.headers().firstValue("Content-Type").get());
    assertEquals(1, json(read).get("version").intValue());
    assertTrue(json(read).get("nodes").size() >= 10);
    assertFalse(read.body().contains("editToken"));
  }

  @Test
  @DisplayName("come back from a document exactly as they went in")
  void documentsRoundTrip() {
    String document =
        "{\"version\":1,\"title\":\"T\",\"nodes\":[{\"id\":\"a\",\"op\":\"parameter\",\"name\":\"a\","
            + "\"settings\":{\"value\":0.1},\"position\":{\"x\":1,\"y\":2.5}}],\"wires\":[]}";
    String id = id(server.post("/api/graphs", "{\"document\":" + document + "}"));
    assertEquals(json(document), json(server.get("/api/graphs/" + id)));
  }

  @Test
  @DisplayName("with problems may be shared: a question often is a graph that does not work")
  void problemsMayBeShared() {
    assertEquals(
        201,
        server
            .post(
                "/api/graphs",
                "{\"document\":{\"version\":1,\"nodes\":[{\"id\":\"n\",\"op\":\"nosuch\"}],\"wires\":[]}}")
            .statusCode());
  }

  @Test
  @DisplayName("answer 304 to whoever has the current revision")
  void notModified() {
    String id = id(server.post("/api/graphs", body(U4)));
    String etag = server.get("/api/graphs/" + id).headers().firstValue("ETag").get();
    assertTrue(etag.startsWith("\""), "a strong tag: " + etag);
    HttpResponse<String> again = server.get("/api/graphs/" + id, "If-None-Match", etag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(etag, again.headers().firstValue("ETag").get());
    assertEquals(200, server.get("/api/graphs/" + id, "If-None-Match", "\"r9\"").statusCode());
  }

  @Test
  @DisplayName("are changed with the token and the revision, and not otherwise")
  void changed() {
    HttpResponse<String> created = server.post("/api/graphs", body(U4));
    String path = "/api/graphs/" + id(created);
    String token = "Bearer " + json(created).get("editToken").textValue();
    String etag = created.headers().firstValue("ETag").get();
    String change = body("loss = param(3)^2");

    refused(403, server.send("PUT", path, change, "If-Match", etag));
    refused(
        403, server.send("PUT", path, change, "If-Match", etag, "Authorization", "Bearer wrong"));
    refused(428, server.send("PUT", path, change, "Authorization", token));
    refused(412, server.send("PUT", path, change, "Authorization", token, "If-Match", "\"r7\""));
    refused(412, server.send("PUT", path, change, "Authorization", token, "If-Match", "W/x"));
    refused(
        404,
        server.send(
            "PUT", "/api/graphs/AAAAAAAAAAAA", change, "Authorization", token, "If-Match", etag));
    refused(422, server.send("PUT", path, "{}", "Authorization", token, "If-Match", etag));
    assertEquals(etag, server.get(path).headers().firstValue("ETag").get(), "nothing changed");

    HttpResponse<String> saved =
        server.send("PUT", path, change, "Authorization", token, "If-Match", etag);
    assertEquals(200, saved.statusCode(), saved.body());
    String next = saved.headers().firstValue("ETag").get();
    assertNotEquals(etag, next);
    assertEquals(next, server.get(path).headers().firstValue("ETag").get());
    JsonNode stale =
        refused(412, server.send("PUT", path, change, "Authorization", token, "If-Match", etag));
    assertTrue(stale.get("detail").textValue().contains("revision 2"), stale.toString());
  }

  @Test
  @DisplayName("keep every revision under an address of its own, for ever")
  void revisions() {
    HttpResponse<String> created = server.post("/api/graphs", body(U4));
    String path = "/api/graphs/" + id(created);
    String first = server.get(path).body();
    String token = "Bearer " + json(created).get("editToken").textValue();
    String change = body("loss = param(3)^2");
    assertEquals(
        200,
        server.send("PUT", path, change, "Authorization", token, "If-Match", "*").statusCode());

    HttpResponse<String> old = server.get(path + "/revisions/1");
    assertEquals(200, old.statusCode());
    secured(old);
    assertEquals(first, old.body());
    assertTrue(old.headers().firstValue("Cache-Control").get().contains("immutable"));
    assertEquals(server.get(path).body(), server.get(path + "/revisions/2").body());
    assertNotEquals(first, server.get(path).body());
    for (String none : new String[] {"0", "3", "-1", "x", "99999999999"}) {
      refused(404, server.get(path + "/revisions/" + none));
    }
    refused(404, server.get("/api/graphs/AAAAAAAAAAAA/revisions/1"));
    refused(405, server.send("PUT", path + "/revisions/1", change, "Authorization", token));
  }

  @Test
  @DisplayName("are refused in a sentence that names the place")
  void refusals() {
    refused(404, server.get("/api/graphs/AAAAAAAAAAAA"));
    refused(404, server.get("/api/graphs/x'%20OR%201=1"));
    refused(422, server.post("/api/graphs", "{}"));
    refused(400, server.post("/api/graphs", ""));
    refused(400, server.post("/api/graphs", "[]"));
    refused(400, server.post("/api/graphs", "{\"text\":\"a = 1\"} trailing"));
    refused(400, server.post("/api/graphs", "{\"text\":\"a = 1\",\"text\":\"b = 1\"}"));
    refused(400, server.post("/api/graphs", "[".repeat(5000)));
    refused(422, server.post("/api/graphs", "{\"text\":7}"));
    refused(422, server.post("/api/graphs", "{\"document\":7}"));
    refused(422, server.post("/api/graphs", "{\"document\":{},\"text\":\"a = 1\"}"));
    refused(422, server.post("/api/graphs", "{\"txt\":\"a = 1\"}"));
    refused(415, server.post("/api/graphs", body(U4), "Content-Encoding", "gzip"));

    JsonNode problem = refused(422, server.post("/api/graphs", body("a = 1\nb = c + a")));
    JsonNode first = problem.get("problems").get(0);
    assertEquals("unknown_name", first.get("code").textValue());
    assertEquals(2, first.get("line").intValue());
  }

  @Test
  @DisplayName("larger than 1 MB are refused, whether the length is announced or not")
  void tooLarge() throws Exception {
    String large = body("a = 1\n" + "#".repeat(1_100_000));
    refused(413, server.post("/api/graphs", large));

    byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> chunked =
        server
            .client()
            .send(
                java.net.http.HttpRequest.newBuilder(server.uri("/api/graphs"))
                    .POST(
                        java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                            () -> new java.io.ByteArrayInputStream(bytes)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    refused(413, chunked);
  }

  @Test
  @DisplayName("outlive the server, and the token is nowhere in its files")
  void restart() throws IOException {
    HttpResponse<String> created = server.post("/api/graphs", body(U4));
    String before = server.get("/api/graphs/" + id(created)).body();
    String token = json(created).get("editToken").textValue();

    server.close();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(token), file.toString());
      }
    }
    server = new TestServer(data);
    assertEquals(before, server.get("/api/graphs/" + id(created)).body());
    assertEquals(
        200,
        server
            .send(
                "PUT",
                "/api/graphs/" + id(created),
                body("loss = param(1)^2"),
                "Authorization",
                "Bearer " + token,
                "If-Match",
                "*")
            .statusCode());
  }

  private static String id(HttpResponse<String> created) {
    assertEquals(201, created.statusCode(), created.body());
    return json(created).get("id").textValue();
  }
}
