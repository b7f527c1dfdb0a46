package org.chainrule.server.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.server.Postgres;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Several servers on one PostgreSQL")
@Timeout(180)
class TwoNodesTest {

  /** Counts how often each run comes to an end, whoever writes it. */
  private static final String AUDIT =
      """
      CREATE TABLE ended (id VARCHAR(32));
      CREATE FUNCTION note_end() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO ended VALUES (NEW.id);
        RETURN NEW;
      END $$;
      CREATE TRIGGER note_end AFTER UPDATE ON training FOR EACH ROW
        WHEN (NEW.state IN ('succeeded', 'failed', 'cancelled'))
        EXECUTE FUNCTION note_end();
      """;

  private static final String WORKERS =
      "SELECT DISTINCT worker FROM training WHERE state = 'running'";

  private static final String SILENCE = "3";

  private final String database = Postgres.newDatabase();
  private final Path folder;
  private final Path mnist;

  TwoNodesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    mnist = Files.createDirectory(folder.resolve("mnist"));
    SmallMnist.write(mnist);
  }

  private ServerProcess start(String name, String role) {
    return start(name, role, SILENCE);
  }

  private ServerProcess start(String name, String role, String silence) {
    return ServerProcess.start(
        folder.resolve(name + ".log"),
        "--database",
        database,
        "--role",
        role,
        "--mnist",
        mnist.toString(),
        "--worker-silence",
        silence);
  }

  private static String run(int epochs, int seed) {
    return TestServer.body(
        TestServer.NETWORK, "\"epochs\":" + epochs, "\"batchSize\":4", "\"seed\":" + seed);
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      List<String> found = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
      }
      return found;
    }
  }

  private static boolean running(JsonNode progress) {
    return progress.get("state").textValue().equals("running")
        && progress.get("step").longValue() > 0;
  }

  @Test
  @DisplayName("share the runs; one is killed, and every run is finished exactly once")
  void oneIsKilled() throws Exception {
    ServerProcess killed = start("killed", "all");
    try (ServerProcess left = start("left", "all")) {
      query(AUDIT);
      Set<String> runs = new HashSet<>();
      for (int i = 0; i < 2; i++) {
        runs.add(left.submit(run(20, i)));
        runs.add(killed.submit(run(20, i)));
      }
      // Two are under way, one on each server, and a page on either server sees both.
      while (query(WORKERS).size() < 2) {
        Thread.onSpinWait();
      }
      for (String id : query("SELECT id FROM training WHERE state = 'running'")) {
        for (ServerProcess server : List.of(left, killed)) {
          JsonNode seen = server.follow("/api/trainings/" + id, TwoNodesTest::running);
          assertTrue(seen.get("step").longValue() > 0, seen.toString());
        }
      }
      killed.kill();
      assertEquals(2, query(WORKERS).size(), "one run had lost its worker");
      for (String each : runs) {
        assertEquals("succeeded", left.end(each).get("state").textValue());
      }
      List<String> ended = query("SELECT id FROM ended");
      assertEquals(runs.size(), ended.size(), "each once: " + ended);
      assertEquals(runs.size(), new HashSet<>(ended).size());
      assertEquals(
          List.of("2"),
          query("SELECT count(DISTINCT content) FROM keepsake WHERE name = 'parameters'"),
          "the same seed came to the same parameters, killed or not");
      assertEquals(List.of("0"), query("SELECT count(*) FROM resume_point"));
    }
  }

  @Test
  @DisplayName("take over from a worker that is paused; when it wakes it can write nothing")
  void oneIsPaused() throws Exception {
    try (ServerProcess web = start("web", "web");
        ServerProcess paused = start("paused", "worker")) {
      query(AUDIT);
      String run = web.submit(run(20, 1));
      web.follow(run, TwoNodesTest::running);
      paused.signal("STOP");
      assertEquals(1, query(WORKERS).size(), "it was under way");
      String before = query("SELECT fence FROM training").get(0);
      String parameters;
      try (ServerProcess other = start("other", "worker")) {
        assertEquals(404, other.send("GET", run, "").statusCode(), "a worker answers no pages");
        assertEquals("succeeded", web.end(run).get("state").textValue());
        assertNotEquals(before, query("SELECT fence FROM training").get(0));
        parameters = web.send("GET", run + "/parameters", "").body();
      }
      String row = query("SELECT training::text FROM training").get(0);

      paused.signal("CONT");
      // It is awake and well: it does the next run. What it had in hand it has left alone.
      String next = web.submit(run(1, 2));
      assertEquals("succeeded", web.end(next).get("state").textValue());
      assertTrue(paused.log().contains("was taken over"), paused.log());
      assertEquals(row, query("SELECT training::text FROM training ORDER BY created_at").get(0));
      assertEquals(parameters, web.send("GET", run + "/parameters", "").body());
      assertEquals(2, query("SELECT id FROM ended").size());
      assertFalse(web.log().contains("Exception"), web.log());
    }
  }

  @Test
  @DisplayName("hand a run over when one of them is asked to stop, and wait for nothing")
  void oneIsStopped() throws Exception {
    // Nobody is taken for lost while this test runs.
    ServerProcess stopped = start("stopped", "all", "3600");
    try (ServerProcess other = start("other", "web", "3600")) {
      query(AUDIT);
      String run = other.submit(run(20, 1));
      JsonNode before = other.follow(run, TwoNodesTest::running);
      stopped.process().destroy();
      assertEquals(143, stopped.process().waitFor());
      assertEquals(List.of("queued"), query("SELECT state FROM training"));
      assertEquals(List.of("1"), query("SELECT count(*) FROM resume_point"));
      try (ServerProcess next = start("next", "worker", "3600")) {
        assertEquals("succeeded", other.end(run).get("state").textValue());
        assertTrue(next.process().isAlive());
      }
      JsonNode end = other.get(run);
      assertTrue(
          end.get("elapsedSeconds").doubleValue() > before.get("elapsedSeconds").doubleValue());
      assertEquals(1, query("SELECT id FROM ended").size());
      assertFalse(stopped.log().contains("Exception"), stopped.log());
    }
  }

  @Test
  @DisplayName("go on when all their connections are cut")
  void connectionsAreCut() throws Exception {
    try (ServerProcess server = start("cut", "all")) {
      query(AUDIT);
      String run = server.submit(run(20, 1));
      for (int cut = 1; cut <= 3; cut++) {
        int part = cut;
        server.follow(
            run,
            progress ->
                running(progress)
                    && progress.get("step").longValue() * 4
                        > progress.get("steps").longValue() * part);
        query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'chainrule' AND datname = current_database()");
      }
      assertEquals("succeeded", server.end(run).get("state").textValue());
      assertEquals(1, query("SELECT id FROM ended").size());
      String next = server.submit(run(1, 2));
      assertEquals("succeeded", server.end(next).get("state").textValue());
    }
  }
}
