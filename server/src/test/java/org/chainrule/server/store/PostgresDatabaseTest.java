package org.chainrule.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.chainrule.server.Postgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A PostgreSQL database")
@Timeout(60)
class PostgresDatabaseTest {

  @Test
  @DisplayName("is kept from nobody by a process that stands still in the middle of a write")
  void standsStill() throws Exception {
    try (Database database = Database.connect(Postgres.newDatabase())) {
      GraphStore graphs = new GraphStore(database, Clock.systemUTC());
      GraphStore.Created graph = graphs.create("{}");
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch wake = new CountDownLatch(1);
      CompletableFuture<Integer> still =
          CompletableFuture.supplyAsync(
              () ->
                  database.write(
                      "stand still",
                      connection -> {
                        move(connection);
                        begun.countDown();
                        await(wake);
                        return move(connection);
                      }));
      begun.await();
      assertEquals(
          new GraphStore.Saved.AsRevision(2), graphs.save(graph.id(), graph.editToken(), 1, "{}"));
      wake.countDown();
      Throwable late = assertThrows(CompletionException.class, still::join).getCause();
      assertTrue(late instanceof StoreException failure && failure.busy(), late.toString());
      assertEquals(2, graphs.revision(graph.id()).get(), "what it wrote is not kept");
      assertFalse(graphs.find(graph.id(), 2).isEmpty());
    }
  }

  private static int move(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate("UPDATE graph SET revision = revision + 7");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
