package org.chainrule.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The database")
class DatabaseTest {

  @Test
  @DisplayName("writes through to the disk before it answers, and holds its references")
  void settings(@TempDir Path folder) {
    try (Database database = Database.open(folder)) {
      database.run(
          "read settings",
          connection -> {
            assertEquals("wal", pragma(connection, "journal_mode"));
            assertEquals("2", pragma(connection, "synchronous"), "FULL");
            assertEquals("1", pragma(connection, "foreign_keys"));
            return true;
          });
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  @DisplayName("lets exactly one of many writers replace a revision")
  void concurrentSaves(@TempDir Path folder) throws Exception {
    try (Database database = Database.open(folder)) {
      GraphStore graphs = new GraphStore(database, Clock.systemUTC());
      GraphStore.Created graph = graphs.create("{}");
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Callable<GraphStore.Saved>> saves = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String document = "{\"title\":\"" + i + "\"}";
        saves.add(() -> graphs.save(graph.id(), graph.editToken(), 1, document));
      }
      int saved = 0;
      for (Future<GraphStore.Saved> each : threads.invokeAll(saves)) {
        if (each.get() instanceof GraphStore.Saved.AsRevision revision) {
          assertEquals(2, revision.revision());
          saved++;
        } else {
          assertInstanceOf(GraphStore.Saved.Stale.class, each.get());
        }
      }
      threads.shutdown();
      assertEquals(1, saved);
      assertEquals(2, graphs.revision(graph.id()).get());
    }
  }

  @Test
  @DisplayName("keeps every revision as it was")
  void revisions(@TempDir Path folder) {
    try (Database database = Database.open(folder)) {
      GraphStore graphs = new GraphStore(database, Clock.systemUTC());
      GraphStore.Created graph = graphs.create("{\"a\":1}");
      graphs.save(graph.id(), graph.editToken(), null, "{\"a\":2}");
      int kept =
          database.run(
              "count",
              connection -> {
                try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM graph_revision")) {
                  row.next();
                  return row.getInt(1);
                }
              });
      assertEquals(2, kept);
      assertEquals("{\"a\":2}", graphs.find(graph.id()).get().document());
      assertTrue(graphs.find("nosuch").isEmpty());
    }
  }

  @Test
  @DisplayName("says in a sentence that its folder or file cannot be used")
  void unusable(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertTrue(
        assertThrows(StoreException.class, () -> Database.open(file)).getMessage().endsWith("."));
    Files.writeString(
        folder.resolve("chainrule.db"), "this is no database, but it is long".repeat(99));
    String message = assertThrows(StoreException.class, () -> Database.open(folder)).getMessage();
    assertFalse(message.contains("Exception"), message);
  }

  @Test
  @DisplayName("keeps tokens as hashes and compares them whole")
  void secrets() {
    String token = Secret.newToken();
    assertEquals(24, token.length());
    assertEquals(12, Secret.newId().length());
    assertTrue(Secret.matches(token, Secret.hash(token)));
    assertFalse(Secret.matches(token.substring(1), Secret.hash(token)));
    assertFalse(Secret.matches("", Secret.hash(token)));
  }
}
