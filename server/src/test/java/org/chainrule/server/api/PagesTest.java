package org.chainrule.server.api;

import static org.chainrule.server.Answers.refused;
import static org.chainrule.server.Answers.secured;
import static org.chainrule.server.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The page, its files, and every address that is none")
class PagesTest {

  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("health says ok and the version")
  void health() {
    HttpResponse<String> answer = server.get("/api/health");
    assertEquals(200, answer.statusCode());
    assertEquals("ok", json(answer).get("status").textValue());
    assertTrue(json(answer).get("version").textValue().matches("[0-9]+[.].*"));
    secured(answer);
  }

  @Test
  @DisplayName("unknown addresses and methods are refused in a sentence")
  void unknown() {
    refused(404, server.get("/api/nothing"));
    refused(404, server.get("/nothing.js"));
    refused(404, server.get("/assets/none-12345678.js"));
    refused(404, server.get("/org/chainrule/server/App.class"));
    refused(404, server.get("/chainrule.properties"));
    refused(405, server.send("DELETE", "/api/health", ""));
    refused(405, server.send("PATCH", "/api/graphs/abc", ""));
  }

  @Test
  @DisplayName("a link to a graph and the root open the same page, never kept by a cache")
  void links() {
    HttpResponse<String> root = server.get("/");
    HttpResponse<String> link = server.get("/g/AAAAAAAAAAAA");
    assertEquals(200, root.statusCode(), root.body());
    assertEquals(200, link.statusCode());
    secured(link);
    assertEquals(root.body(), link.body());
    assertEquals("no-cache", link.headers().firstValue("Cache-Control").get());
    assertTrue(link.headers().firstValue("Content-Type").get().startsWith("text/html"));
    assertTrue(root.body().contains("<script"), "the page");
    assertEquals(200, server.send("HEAD", "/", "").statusCode());
  }

  @Test
  @DisplayName("the embedded page alone may stand in the frame of another site")
  void frames() {
    for (String path : new String[] {"/embed", "/embed/AAAAAAAAAAAA", "/embed?panels=text"}) {
      HttpResponse<String> answer = server.get(path);
      assertEquals(200, answer.statusCode());
      assertEquals(server.get("/").body(), answer.body());
      assertTrue(policy(answer).endsWith("frame-ancestors *"), policy(answer));
      secured(answer);
    }
    for (String path :
        new String[] {"/", "/g/AAAAAAAAAAAA", "/embed/a/b", "/embedded", "/api/health", "/docs"}) {
      HttpResponse<String> answer = server.get(path);
      assertTrue(policy(answer).endsWith("frame-ancestors 'none'"), path + " " + policy(answer));
      assertEquals(1, answer.headers().allValues("Content-Security-Policy").size());
    }
  }

  private static String policy(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Security-Policy").orElse("");
  }

  @Test
  @DisplayName("the files of the page are compressed, and kept by caches for ever")
  void assets() {
    Matcher script =
        Pattern.compile("src=\"(/?assets/[^\"]+[.]js)\"").matcher(server.get("/").body());
    assertTrue(script.find(), "the page loads a script from assets/");
    String path = "/" + script.group(1).replaceFirst("^/", "");
    HttpResponse<String> plain = server.get(path);
    assertEquals(200, plain.statusCode());
    secured(plain);
    assertTrue(plain.headers().firstValue("Content-Type").get().startsWith("text/javascript"));
    assertEquals(
        "public, max-age=31536000, immutable", plain.headers().firstValue("Cache-Control").get());
    assertTrue(plain.headers().firstValue("Content-Encoding").isEmpty());
    long whole = plain.headers().firstValueAsLong("Content-Length").getAsLong();
    long zipped = packed(path, "gzip", "gzip");
    long brotli = packed(path, "br", "gzip, deflate, br, zstd");
    assertTrue(brotli < zipped && zipped < whole, brotli + " < " + zipped + " < " + whole);
    packed(path, "gzip", "br;q=0, *;q=0.5");
    refusesPacking(path, "identity");
    refusesPacking(path, "br;q=0, gzip;q=0");
    refusesPacking(path, "brotli, gzipped, br;q=often");
  }

  /** The length of a file in the coding that is expected for an Accept-Encoding. */
  private static long packed(String path, String coding, String accepted) {
    HttpResponse<String> answer = server.get(path, "Accept-Encoding", accepted);
    assertEquals(200, answer.statusCode());
    assertEquals(coding, answer.headers().firstValue("Content-Encoding").orElse("none"), accepted);
    assertEquals("Accept-Encoding", answer.headers().firstValue("Vary").orElse(""));
    secured(answer);
    String tag = answer.headers().firstValue("ETag").get();
    HttpResponse<String> again =
        server.get(path, "Accept-Encoding", accepted, "If-None-Match", tag);
    assertEquals(304, again.statusCode());
    assertEquals(tag, again.headers().firstValue("ETag").get());
    assertEquals(200, server.get(path, "If-None-Match", tag).statusCode(), "another form");
    HttpResponse<String> head = server.send("HEAD", path, "", "Accept-Encoding", accepted);
    assertEquals(
        answer.headers().firstValueAsLong("Content-Length"),
        head.headers().firstValueAsLong("Content-Length"));
    return answer.headers().firstValueAsLong("Content-Length").getAsLong();
  }

  private static void refusesPacking(String path, String accepted) {
    HttpResponse<String> answer = server.get(path, "Accept-Encoding", accepted);
    assertTrue(answer.headers().firstValue("Content-Encoding").isEmpty(), accepted);
    String tag = answer.headers().firstValue("ETag").get();
    assertEquals(304, server.get(path, "If-None-Match", tag).statusCode());
  }

  @Test
  @DisplayName("the compressed forms have no address of their own")
  void packedFormsAreNoFiles() {
    refused(404, server.get("/index.html.br"));
    refused(404, server.get("/index.html.gz"));
  }

  @Test
  @DisplayName("requests that the container refuses itself are problems too")
  void malformed() throws IOException {
    for (String request :
        new String[] {
          "BLAH\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET /a%2e%2e/%2e%2e/b HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /g/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /assets/..%2f..%2fa HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
          "POST /api/graphs HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        }) {
      String answer = raw(request);
      String start = request.substring(0, Math.min(60, request.length())).strip();
      assertTrue(answer.startsWith("HTTP/1.1 4"), start + "\n" + answer);
      assertTrue(answer.contains("application/problem+json"), start + "\n" + answer);
      assertTrue(answer.contains("Content-Security-Policy"), start + "\n" + answer);
      assertFalse(answer.contains("Exception"), start + "\n" + answer);
      assertFalse(answer.contains("Jetty"), start + "\n" + answer);
    }
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
