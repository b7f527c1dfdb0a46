package org.chainrule.server.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

@DisplayName("A connection")
@Timeout(60)
class ConnectionsTest {

  private static final String BODY = TestServer.body("a = 1");

  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path data) {
    server =
        new TestServer(
            Config.of(data)
                .withApi(ApiSettings.defaults().withAccessLog(false).withRequestSeconds(1)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 99999999999999999999",
        "Content-Length : 5",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding:\u000bchunked",
        "X: a\r\n Content-Length: 5",
        "X\u0000Y: a",
        "X: a\u0000b",
      })
  @DisplayName(
      "on which a second request is smuggled is refused and closed, and it is not answered")
  void smuggled(String headers) {
    String answer =
        RawHttp.send(
            server.port(),
            "POST /api/graphs HTTP/1.1\r\nHost: localhost\r\n"
                + headers
                + "\r\n\r\n0\r\n\r\nGET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    int status = RawHttp.status(answer);
    assertTrue(status >= 400 && status <= 501 && status != 500, answer);
    assertEquals(answer.indexOf("HTTP/1.1"), answer.lastIndexOf("HTTP/1.1"), answer);
    assertFalse(answer.contains("\"ok\""), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\0\0\0\0\0\r\n\r\n",
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\rHost: localhost\r\n\r\n",
        "GET  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: loca lhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n: empty\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      })
  @DisplayName("that does not speak HTTP is closed")
  void malformed(String request) {
    String answer = RawHttp.send(server.port(), request);
    assertTrue(answer.isEmpty() || RawHttp.status(answer) >= 400, answer);
  }

  @Test
  @DisplayName("with broken chunks is refused and closed")
  void chunks() {
    for (String chunks :
        new String[] {
          "zz\r\n", "-1\r\n", "fffffffffffffffff\r\n", "5\r\nabc", "3\r\nabcde\r\n0\r\n\r\n"
        }) {
      String answer =
          RawHttp.send(
              server.port(),
              "POST /api/graphs HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + chunks);
      int status = RawHttp.status(answer);
      assertTrue(status == 0 || (status >= 400 && status < 500), chunks + "\n" + answer);
    }
  }

  /** Sends one byte after another until the server has had enough; it must, within its limit. */
  private static void trickle(Socket socket, String start) throws Exception {
    OutputStream out = socket.getOutputStream();
    out.write(start.getBytes(StandardCharsets.ISO_8859_1));
    try {
      while (socket.getInputStream().available() == 0) {
        out.write('a');
        out.flush();
        // The pace of the attack, which nothing waits for.
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (SocketException e) {
      return;
    }
    assertTrue(RawHttp.statusLine(socket).startsWith("HTTP/1.1 4"));
    assertTrue(socket.getInputStream().readAllBytes().length > 0, "closed after the answer");
  }

  @Test
  @DisplayName("whose head comes byte by byte is closed when its time is over")
  void slowHead() throws Exception {
    try (Socket socket = RawHttp.connect(server.port())) {
      trickle(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    }
  }

  @Test
  @DisplayName("whose body comes byte by byte is closed when its time is over")
  void slowBody() throws Exception {
    try (Socket socket = RawHttp.connect(server.port())) {
      trickle(
          socket, "POST /api/graphs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: localhost\r\n",
        "POST /api/graphs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{",
      })
  @DisplayName("that says nothing more is closed when its time is over")
  void silent(String start) throws IOException {
    try (Socket socket = RawHttp.connect(server.port())) {
      socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readAllBytes();
      String text = new String(answer, StandardCharsets.UTF_8);
      assertTrue(text.isEmpty() || RawHttp.status(text) >= 400, text);
    }
  }

  @Test
  @DisplayName("that is well used stays open for the next request")
  void kept() {
    String answer =
        RawHttp.send(
            server.port(),
            "POST /api/graphs HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + BODY.length()
                + "\r\n\r\n"
                + BODY
                + RawHttp.get("/api/health"));
    assertEquals(201, RawHttp.status(answer), answer);
    assertTrue(answer.contains("\"ok\""), answer);
  }
}
