package org.chainrule.server.safety;

import static org.chainrule.server.Answers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.chainrule.server.Answers;
import org.chainrule.server.Config;
import org.chainrule.server.TestServer;
import org.chainrule.server.api.ApiSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Addresses and headers")
@Timeout(60)
class AddressesTest {

  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path data) {
    server =
        new TestServer(
            Config.of(data)
                .withApi(
                    ApiSettings.defaults()
                        .withAccessLog(false)
                        .withAllowedHosts("graphs.example.edu", "*.lab.example.edu")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../etc/passwd",
        "/assets/../../etc/passwd",
        "/assets/..",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e%2fchainrule.properties",
        "/assets%2f..%2f..%2fetc/passwd",
        "/..;/..;/etc/passwd",
        "/assets/..;a=b/chainrule.properties",
        "/assets/..%5c..%5cetc",
        "/assets/..\\..\\etc",
        "/%c0%ae%c0%ae/etc/passwd",
        "/assets/%c0%af..%c0%afetc",
        "/%252e%252e/%252e%252e/etc/passwd",
        "/api/graphs/..%2f..%2fhealth",
        "/g/%2e%2e/%2e%2e/etc/passwd",
        "/docs/..%2f..%2fpom.xml",
      })
  @DisplayName("that lead out of their folder, however encoded, are refused with 400")
  void traversal(String path) {
    String answer = RawHttp.send(server.port(), RawHttp.get(path));
    assertEquals(400, RawHttp.status(answer), answer);
    wellFormed(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%00b", "/assets/index.js%00.css", "/api/graphs/%00", "/g/a\0b"})
  @DisplayName("with a NUL byte are refused with 400")
  void nul(String path) {
    String answer = RawHttp.send(server.port(), RawHttp.get(path));
    assertEquals(400, RawHttp.status(answer), answer);
    wellFormed(answer);
  }

  @Test
  @DisplayName("of the page carry no inline script, allow WebAssembly, and are not sniffed")
  void headers() {
    for (String path : new String[] {"/", "/api/health", "/docs", "/nothing", "/embed"}) {
      HttpResponse<String> answer = server.get(path);
      String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
      assertFalse(policy.replaceAll("style-src [^;]*", "").contains("unsafe-inline"), policy);
      assertFalse(policy.contains("'unsafe-eval'"), policy);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
      assertTrue(
          answer.headers().firstValue("Referrer-Policy").orElse("").contains("origin"), path);
      boolean framed = path.equals("/embed");
      assertEquals(framed, policy.endsWith("frame-ancestors *"), path + " " + policy);
      assertNotEquals(framed, policy.endsWith("frame-ancestors 'none'"), path + " " + policy);
    }
    assertFalse(server.get("/").body().matches("(?s).*<script(?![^>]*src=)[^>]*>.*"));
    assertFalse(server.get("/").body().matches("(?s).*\\son[a-z]+=\".*"));
  }

  @Test
  @DisplayName("that the container refuses itself (400, 414, 431) have the same headers")
  void containerErrors() {
    int[] expected = {400, 414, 431, 400, 400};
    String[] requests = {
      "BLAH\r\n\r\n",
      RawHttp.get("/" + "a".repeat(10_000)),
      RawHttp.get("/", "X-Long: " + "a".repeat(20_000)),
      RawHttp.get("/%zz"),
      "GET / HTTP/1.1\r\n\r\n",
    };
    for (int i = 0; i < requests.length; i++) {
      String answer = RawHttp.send(server.port(), requests[i]);
      assertEquals(expected[i], RawHttp.status(answer), answer);
      wellFormed(answer);
    }
  }

  private static void wellFormed(String answer) {
    assertTrue(answer.contains("Content-Type: application/problem+json"), answer);
    assertTrue(answer.contains("frame-ancestors 'none'"), answer);
    assertTrue(answer.contains("X-Content-Type-Options: nosniff"), answer);
    assertTrue(answer.contains("Referrer-Policy:"), answer);
    assertFalse(answer.contains("Exception") || answer.contains("Jetty"), answer);
  }

  @Test
  @DisplayName("of other hosts are answered 421, those of this one are served")
  void foreignHost() {
    for (String host :
        new String[] {
          "evil.example",
          "localhost.evil.example",
          "graphs.example.edu.evil.example",
          "a",
          "lab.example.edu",
          "127.0.0.1.evil.example",
          "evil.example:80",
        }) {
      String answer = RawHttp.send(server.port(), host(host, "/"));
      assertEquals(421, RawHttp.status(answer), host + "\n" + answer);
      wellFormed(answer);
      answer = RawHttp.send(server.port(), host(host, "/api/health"));
      assertEquals(421, RawHttp.status(answer), host + "\n" + answer);
    }
    for (String host :
        new String[] {
          "localhost",
          "LOCALHOST:7070",
          "localhost.",
          "127.0.0.1",
          "[::1]:7070",
          "10.1.2.3",
          "graphs.example.edu",
          "Graphs.Example.Edu.:443",
          "a.lab.example.edu",
        }) {
      String answer = RawHttp.send(server.port(), host(host, "/api/health"));
      assertEquals(200, RawHttp.status(answer), host + "\n" + answer);
    }
  }

  private static String host(String host, String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
  }

  @Test
  @DisplayName("that name another host than the request line are refused")
  void twoHosts() {
    String answer =
        RawHttp.send(
            server.port(),
            "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertTrue(RawHttp.status(answer) == 400 || RawHttp.status(answer) == 421, answer);
    answer =
        RawHttp.send(
            server.port(),
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assertEquals(400, RawHttp.status(answer), answer);
  }

  @Test
  @DisplayName("changed by a page of another site are refused with 403; one's own page may")
  void crossOrigin() {
    String own = "http://127.0.0.1:" + server.port();
    String graph = TestServer.body("a = 1");
    for (String origin :
        new String[] {
          "http://evil.example",
          "null",
          "http://127.0.0.1:1",
          "http://127.0.0.1",
          "file://",
          "%%",
          own + ".evil.example",
        }) {
      refused(403, server.post("/api/graphs", graph, "Origin", origin));
      refused(403, server.post("/api/trainings", "{}", "Origin", origin));
      refused(403, server.send("PUT", "/api/graphs/a", graph, "Origin", origin));
      refused(403, server.send("DELETE", "/api/trainings/a", "", "Origin", origin));
    }
    refused(403, server.post("/api/graphs", graph, "Sec-Fetch-Site", "cross-site"));
    refused(403, server.post("/api/graphs", graph, "Sec-Fetch-Site", "same-site"));
    assertEquals(201, server.post("/api/graphs", graph, "Origin", own).statusCode());
    assertEquals(
        201,
        server
            .post("/api/graphs", graph, "Origin", "https://x.edu", "Sec-Fetch-Site", "same-origin")
            .statusCode(),
        "a proxy may have put its own name in place of the page's");
    String behindProxy =
        RawHttp.send(
            server.port(),
            "POST /api/graphs HTTP/1.1\r\nHost: graphs.example.edu\r\nOrigin:"
                + " https://graphs.example.edu\r\nConnection: close\r\nContent-Length: "
                + graph.length()
                + "\r\n\r\n"
                + graph);
    assertEquals(201, RawHttp.status(behindProxy), behindProxy);
  }

  @Test
  @DisplayName("answer no other site's page, and open no WebSocket to one")
  void otherSites() {
    HttpResponse<String> read = server.get("/api/health", "Origin", "http://evil.example");
    assertEquals(200, read.statusCode());
    assertTrue(read.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    String upgrade =
        RawHttp.send(
            server.port(),
            "GET /api/health HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
                + RawHttp.get("/api/health"));
    assertEquals(403, RawHttp.status(upgrade), upgrade);
  }

  @Test
  @DisplayName("of methods that are none are refused in a sentence")
  void methods() {
    for (String method : new String[] {"TRACE", "BREW", "PROPFIND", "CONNECT"}) {
      String answer =
          RawHttp.send(
              server.port(),
              method + " /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      int status = RawHttp.status(answer);
      assertTrue(status >= 400 && status < 500, method + "\n" + answer);
    }
    Answers.refused(405, server.send("DELETE", "/api/health", ""));
  }
}
