package org.chainrule.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, run as a person runs it: in a process of its own. */
@DisplayName("The packaged jar")
@Timeout(180)
class PackagedJarIT {

  private static final String JAR = System.getProperty("chainrule.jar", "target/chainrule.jar");

  /** What a finished process left behind. */
  private record Ended(int code, String out, String err) {}

  private final Path folder;

  PackagedJarIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
  }

  private Ended run(String input, String... args) throws Exception {
    Process process = start(args);
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(folder.resolve("err")));
  }

  /** A server in a process of its own. */
  private record Server(Process process, URI address) {

    HttpResponse<String> send(String method, String path, String body) throws Exception {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(address.resolve(path))
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    }
  }

  private Server serve() throws IOException {
    Process process = start("--port", "0", "--data", folder.resolve("data").toString());
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    assertTrue(line != null && line.contains("http://localhost:"), "first line: " + line);
    return new Server(process, URI.create(line.replaceAll(".*(http://localhost:[0-9]+).*", "$1")));
  }

  @Test
  @DisplayName("evaluates the CS540 network from standard input")
  void eval() throws Exception {
    Ended ended = run(TestServer.U4, "eval", "-");
    assertEquals(0, ended.code(), ended.err());
    assertEquals("", ended.err());
    JsonNode gradients = TestServer.json(ended.out()).get("gradients");
    assertEquals(-0.24, gradients.get("w2").doubleValue(), 1e-15);
    assertEquals(2, run("loss = nothing", "eval", "-").code());
  }

  @Test
  @DisplayName("trains all of MNIST for one epoch to at least 94% on the test digits, by OpenBLAS")
  void train() throws Exception {
    String network = TestServer.NETWORK.replace("32", "128");
    Ended ended = run(network, "train", "-", "--data", "mnist", "--epochs", "1");
    assertEquals(0, ended.code(), ended.err());
    assertEquals("", ended.err(), "OpenBLAS loads without a word");
    String accuracy = ended.out().replaceAll("(?s).*Test accuracy ([0-9.]+)%.*", "$1");
    assertTrue(Double.parseDouble(accuracy) >= 94, ended.out());
    System.out.println(ended.out().strip());
  }

  @Test
  @DisplayName("loses no stored graph when it is killed, and stops cleanly when it is asked to")
  void killedAndStopped() throws Exception {
    Server server = serve();
    HttpResponse<String> created = server.send("POST", "/api/graphs", TestServer.body("a = 1"));
    assertEquals(201, created.statusCode(), created.body());
    String path = created.headers().firstValue("Location").get();
    server.process().destroyForcibly().waitFor();

    Server again = serve();
    assertEquals(200, again.send("GET", path, "").statusCode());
    String training = TestServer.body(TestServer.NETWORK, "\"epochs\":50", "\"batchSize\":1");
    assertEquals(202, again.send("POST", "/api/trainings", training).statusCode());
    again.process().destroy();
    assertTrue(again.process().waitFor(30, TimeUnit.SECONDS), "stops although a run is under way");
    assertEquals(143, again.process().exitValue(), "the code of a process that was asked to stop");
    String err = Files.readString(folder.resolve("err"));
    assertFalse(err.contains("Exception") || err.contains("\tat "), err);
  }
}
