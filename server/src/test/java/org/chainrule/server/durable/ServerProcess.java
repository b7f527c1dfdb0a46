package org.chainrule.server.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chainrule.server.TestServer;

/** A server in a process of its own, which can be killed and paused. */
final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Process process, Path log, URI address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  /** Starts a server; it answers when this returns. Its log goes to the file. */
  static ServerProcess start(Path log, String... args) {
    return start(List.of(), log, args);
  }

  /** The same under another program, such as one that looks at what it does. */
  static ServerProcess start(List<String> under, Path log, String... args) {
    List<String> command = new ArrayList<>(under);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("org.chainrule.server.Main", "--port", "0", "--host", "127.0.0.1"));
    command.addAll(List.of("--graphs-per-minute", "0", "--access-log", "off"));
    command.addAll(List.of(args));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      BufferedReader lines = process.inputReader();
      String line = lines.readLine();
      assertTrue(
          line != null && line.contains("http://localhost:"),
          () -> "first line: " + line + "\n" + text(log));
      String port = line.replaceAll(".*http://localhost:([0-9]+).*", "$1");
      return new ServerProcess(process, log, URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has logged, and those before it that had the same file. */
  String log() {
    return text(log);
  }

  Process process() {
    return process;
  }

  int port() {
    return address.getPort();
  }

  HttpResponse<String> send(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode get(String path) throws IOException {
    HttpResponse<String> answer = send("GET", path, "");
    assertEquals(200, answer.statusCode(), answer.body());
    return TestServer.json(answer);
  }

  /** Submits a training run and returns its path. */
  String submit(String body) throws IOException {
    HttpResponse<String> answer = send("POST", "/api/trainings", body);
    assertEquals(202, answer.statusCode(), answer.body());
    return "/api/trainings/" + TestServer.json(answer).get("id").textValue();
  }

  /** Follows a run by its events until what they tell is what is waited for. */
  JsonNode follow(String run, Predicate<JsonNode> until) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(run + "/events")).timeout(PATIENCE).build();
    try (Stream<String> lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      return lines
          .filter(line -> line.startsWith("data: ") && line.contains("\"state\""))
          .map(line -> TestServer.json(line.substring(6)))
          .filter(progress -> over(progress) || until.test(progress))
          .findFirst()
          .orElseThrow(() -> new IOException("the stream ended before the run"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Follows a run to its end. */
  JsonNode end(String run) throws IOException {
    return follow(run, progress -> false);
  }

  private static boolean over(JsonNode progress) {
    return List.of("succeeded", "failed", "cancelled").contains(progress.get("state").textValue());
  }

  /** Ends the process as the loss of its machine would: at once. */
  void kill() {
    // Under another program the server is that one's child, and would outlive it.
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      process.destroyForcibly().waitFor();
      children.forEach(child -> child.onExit().join());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal, such as STOP or CONT. */
  void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      assertEquals(0, kill.waitFor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
