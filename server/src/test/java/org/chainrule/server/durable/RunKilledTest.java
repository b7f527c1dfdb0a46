package org.chainrule.server.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A training run")
@Timeout(180)
class RunKilledTest {

  private static final int KILLS = 5;

  private static final String RUN =
      TestServer.body(
          TestServer.NETWORK.replace("h = relu(W1 @ x + b1)", "h = dropout(relu(W1 @ x + b1))"),
          "\"epochs\":30",
          "\"batchSize\":4",
          "\"seed\":9");

  private final Path folder;
  private final Path mnist;

  RunKilledTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    mnist = Files.createDirectory(folder.resolve("mnist"));
  }

  @BeforeEach
  void digits() {
    SmallMnist.write(mnist);
  }

  private ServerProcess start(String data) {
    return ServerProcess.start(
        folder.resolve("log"),
        "--data",
        folder.resolve(data).toString(),
        "--mnist",
        mnist.toString());
  }

  @Test
  @DisplayName("that is killed five times ends with the parameters of one that was left alone")
  void killed() throws Exception {
    String expected;
    JsonNode curve;
    try (ServerProcess server = start("alone")) {
      String run = server.submit(RUN);
      assertEquals("succeeded", server.end(run).get("state").textValue());
      expected = server.send("GET", run + "/parameters", "").body();
      curve = history(server, run);
    }

    ServerProcess server = start("killed");
    String run = server.submit(RUN);
    for (int kill = 1; kill <= KILLS; kill++) {
      int part = kill;
      JsonNode seen =
          server.follow(
              run,
              progress ->
                  progress.get("step").longValue() * (KILLS + 1)
                      > progress.get("steps").longValue() * part);
      assertEquals("running", seen.get("state").textValue(), seen.toString());
      server.kill();
      if (kill == KILLS) {
        assertTrue(kept("killed") > seen.get("steps").longValue() / 4, "it had begun anew");
      }
      server = start("killed");
    }
    JsonNode end = server.end(run);
    assertEquals("succeeded", end.get("state").textValue(), end.toString());
    assertEquals(expected, server.send("GET", run + "/parameters", "").body());
    assertEquals(curve, history(server, run), "the whole curve is the same");
    server.close();
  }

  /** The step that the run of a server that is no more can go on from. */
  private long kept(String data) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve(data).resolve("chainrule.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT step FROM resume_point")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static boolean takesWork(ServerProcess server) {
    try {
      return server.send("GET", "/api/health", "").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The curve of a run that is over. */
  private static JsonNode history(ServerProcess server, String run) throws IOException {
    String events = server.send("GET", run + "/events", "").body();
    return TestServer.json(events.substring(events.indexOf("data: ") + 6, events.indexOf("\n\n")));
  }

  @Test
  @DisplayName("is handed back by a server that is asked to stop, and a request is answered")
  void stopped() throws Exception {
    ServerProcess server = start("stopped");
    String run = server.submit(RUN);
    JsonNode seen = server.follow(run, progress -> progress.get("step").longValue() > 100);
    try (SlowRequest request = new SlowRequest(server.port())) {
      server.process().destroy();
      while (takesWork(server)) {
        Thread.onSpinWait();
      }
      request.finish();
      assertTrue(request.answer().startsWith("HTTP/1.1 201 "), request.answer());
    }
    assertTrue(server.process().waitFor(60, TimeUnit.SECONDS));
    assertEquals(143, server.process().exitValue(), "as a process that was asked to stop");
    assertFalse(server.log().contains("Exception"), server.log());

    try (ServerProcess again = start("stopped")) {
      ObjectNode state = (ObjectNode) again.get(run);
      assertTrue(state.get("step").longValue() >= seen.get("step").longValue(), state.toString());
      JsonNode on =
          again.follow(
              run,
              progress ->
                  progress.get("state").textValue().equals("running")
                      && progress.get("step").longValue() > state.get("step").longValue());
      assertEquals("running", on.get("state").textValue(), on.toString());
    }
  }
}
