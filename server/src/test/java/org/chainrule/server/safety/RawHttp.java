package org.chainrule.server.safety;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes on a socket, for what no well-behaved client would send. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /** A request without a body and with one more header line, or none. */
  static String get(String path, String... headers) {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("Connection: close\r\n\r\n").toString();
  }

  /** Sends bytes as they are and reads until the server closes; fails where it never does. */
  static String send(int port, String request) {
    return new String(
        exchange(port, request.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8);
  }

  private static byte[] exchange(int port, byte[] request) {
    try (Socket socket = connect(port)) {
      try {
        socket.getOutputStream().write(request);
      } catch (SocketException e) {
        // The server has answered and closed before it was sent everything.
      }
      return socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** The first line of an answer. */
  static String statusLine(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  /** The status of an answer, or 0 where there was none. */
  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }
}
