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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The database file")
class DatabaseTest {

  @Test
  @DisplayName("writes through to the disk before it answers, and holds its references")
  void settings(@TempDir Path folder) {
    try (Database database = Database.open(folder)) {
      database.write(
          "read settings",
          connection -> {
            assertEquals("wal", one(connection, "PRAGMA journal_mode"));
            assertEquals("2", one(connection, "PRAGMA synchronous"), "FULL");
            assertEquals("1", one(connection, "PRAGMA foreign_keys"));
            return true;
          });
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
  @DisplayName("belongs to one server at a time")
  void oneServer(@TempDir Path folder) {
    try (Database database = Database.open(folder)) {
      String message = assertThrows(StoreException.class, () -> Database.open(folder)).getMessage();
      assertTrue(message.contains("in use"), message);
      assertFalse(database.shared());
    }
    Database.open(folder).close();
  }

  @Test
  @DisplayName("is read by connections that cannot write")
  void readers(@TempDir Path folder) {
    try (Database database = Database.open(folder)) {
      assertThrows(
          StoreException.class,
          () ->
              database.read(
                  "write",
                  connection -> {
                    try (var statement = connection.createStatement()) {
                      return statement.executeUpdate("DELETE FROM graph");
                    }
                  }));
    }
  }

  @Test
  @DisplayName("keeps the rest of a group when one of its writes fails")
  void oneOfManyFails(@TempDir Path folder) throws Exception {
    try (Database database = Database.open(folder)) {
      CountDownLatch busy = new CountDownLatch(1);
      ExecutorService threads = Executors.newFixedThreadPool(9);
      // While the first holds the writer up, the others gather to one group.
      Future<Boolean> first =
          threads.submit(() -> database.write("wait", connection -> awaited(busy)));
      List<Future<Integer>> writes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String id = i == 3 ? "NULL" : "'g" + i + "'";
        writes.add(threads.submit(() -> insert(database, id)));
      }
      busy.countDown();
      assertTrue(first.get());
      for (int i = 0; i < 8; i++) {
        Future<Integer> write = writes.get(i);
        if (i == 3) {
          assertInstanceOf(
              StoreException.class, assertThrows(ExecutionException.class, write::get).getCause());
        } else {
          assertEquals(1, write.get());
        }
      }
      assertEquals(
          "7", database.read("count", connection -> one(connection, "SELECT count(*) FROM graph")));
      threads.shutdown();
    }
  }

  @Test
  @DisplayName("refuses more writes than may wait, as something to try again")
  void tooManyWrites(@TempDir Path folder) throws Exception {
    try (Database database = SqliteDatabase.openFolder(folder, 2, 0)) {
      CountDownLatch busy = new CountDownLatch(1);
      CountDownLatch begun = new CountDownLatch(1);
      ExecutorService threads = Executors.newFixedThreadPool(9);
      Future<Boolean> first =
          threads.submit(
              () ->
                  database.write(
                      "wait",
                      connection -> {
                        begun.countDown();
                        return awaited(busy);
                      }));
      begun.await();
      List<Future<Integer>> writes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String id = "'g" + i + "'";
        writes.add(threads.submit(() -> insert(database, id)));
      }
      List<Future<Integer>> refused = new ArrayList<>();
      while (refused.size() < 6) {
        refused.clear();
        writes.stream().filter(Future::isDone).forEach(refused::add);
        Thread.onSpinWait();
      }
      for (Future<Integer> each : refused) {
        Throwable cause = assertThrows(ExecutionException.class, each::get).getCause();
        assertTrue(cause instanceof StoreException store && store.busy(), cause.toString());
      }
      busy.countDown();
      assertTrue(first.get());
      for (Future<Integer> each : writes) {
        if (!refused.contains(each)) {
          assertEquals(1, each.get(), "what was taken on is done");
        }
      }
      threads.shutdown();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int insert(Database database, String id) {
    return database.write(
        "insert",
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate("INSERT INTO graph VALUES (" + id + ", '', 1, 0)");
          }
        });
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
