package org.chainrule.server.durable;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.chainrule.server.TestServer;

/** A request that has begun and whose body has not all been sent. */
final class SlowRequest implements AutoCloseable {

  private static final String BODY = TestServer.body("a = 1");

  private final Socket socket;
  private String answer = "";

  SlowRequest(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    send(
        "POST /api/graphs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Expect: 100-continue\r\nContent-Length: "
            + BODY.length()
            + "\r\n\r\n");
    // The server asks for the body: from here on the request is under way.
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) socket.getInputStream().read());
    }
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Sends the rest and reads the answer. */
  void finish() throws IOException {
    send(BODY);
    answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  String answer() {
    return answer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
