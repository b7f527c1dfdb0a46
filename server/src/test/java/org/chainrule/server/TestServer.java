package org.chainrule.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The real server on a free port, and a client for it. */
public final class TestServer implements AutoCloseable {

  public static final String U4 =
      """
      x = input(2)
      y = label(1)
      w1 = param(0.5)
      w2 = param(1)
      w3 = param(0.2)
      w4 = param(0.1)
      h1 = relu(w1 * x)
      h2 = relu(w2 * x)
      yhat = w3 * h1 + w4 * h2
      loss = (yhat - y)^2
      """;

  public static final String NETWORK =
      """
      x = input(shape=[784])
      y = label(classes=10)
      W1 = param(shape=[32, 784], init="he")
      b1 = param(shape=[32], init="zeros")
      W2 = param(shape=[10, 32], init="he")
      b2 = param(shape=[10], init="zeros")
      h = relu(W1 @ x + b1)
      logits = W2 @ h + b2
      loss = softmax_cross_entropy(logits, y)
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final App app;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  public TestServer(Path data) {
    this(Config.of(data));
  }

  public TestServer(Config config) {
    app = App.start(config, Clock.systemUTC());
  }

  public int port() {
    return app.port();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + app.port() + path);
  }

  public HttpClient client() {
    return client;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  /** Sends one request; header names and values take turns. */
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i + 1 < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text.substring(0, Math.min(200, text.length())), e);
    }
  }

  /** {"text": ...} and whatever other members are given as JSON. */
  public static String body(String text, String... members) {
    StringBuilder out = new StringBuilder("{\"text\":").append(JSON.<JsonNode>valueToTree(text));
    for (String member : members) {
      out.append(',').append(member);
    }
    return out.append('}').toString();
  }

  @Override
  public void close() {
    app.close();
  }
}
