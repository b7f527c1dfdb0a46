package org.chainrule.server.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server under write load")
@Timeout(180)
class WriteLoadTest {

  private static final int KILLS = 20;
  private static final int CLIENTS = 6;

  /** Graphs that were acknowledged, and the title of each. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @Test
  @DisplayName("that is killed 20 times has every write that it acknowledged")
  void killed(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    for (int kill = 0; kill < KILLS; kill++) {
      ServerProcess server = start(folder, data);
      Semaphore writes = new Semaphore(0);
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      List<Future<?>> ended = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = kill + "-" + client;
        ended.add(clients.submit(() -> write(server, name, writes)));
      }
      // Another number of writes each time, so that the kill comes at another moment of theirs.
      writes.acquire(20 + 3 * kill);
      server.kill();
      for (Future<?> each : ended) {
        each.get();
      }
      clients.shutdown();
    }
    assertTrue(acknowledged.size() > KILLS * 20, acknowledged.size() + " writes");
    try (ServerProcess server = start(folder, data)) {
      for (Map.Entry<String, String> each : acknowledged.entrySet()) {
        JsonNode graph = server.get("/api/graphs/" + each.getKey());
        assertEquals(each.getValue(), graph.get("title").textValue());
      }
    }
    assertEquals("ok", integrity(data.resolve("chainrule.db")));
  }

  private static ServerProcess start(Path folder, Path data) {
    return ServerProcess.start(folder.resolve("log"), "--data", data.toString());
  }

  /** Stores graphs until the server is gone. */
  private void write(ServerProcess server, String name, Semaphore writes) {
    for (int i = 0; ; i++) {
      String title = name + "-" + i;
      try {
        HttpResponse<String> answer =
            server.send(
                "POST",
                "/api/graphs",
                "{\"document\":{\"version\":1,\"title\":\""
                    + title
                    + "\",\"nodes\":[],\"wires\":[]}}");
        assertEquals(201, answer.statusCode(), answer.body());
        acknowledged.put(TestServer.json(answer).get("id").textValue(), title);
        writes.release();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static String integrity(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      row.next();
      return row.getString(1);
    }
  }
}
