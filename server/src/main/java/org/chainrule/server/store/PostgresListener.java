package org.chainrule.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the servers announce, on a connection of its own that is made again when it breaks.
 */
final class PostgresListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresListener.class);
  private static final int WAIT_MILLIS = 500;
  private static final long RETRY_MILLIS = 1000;

  private final PGSimpleDataSource source;
  private final Consumer<String> hear;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "listener");

  /** Returns when it listens, or is still trying to. */
  PostgresListener(PGSimpleDataSource source, Consumer<String> hear) {
    this.source = source;
    this.hear = hear;
    thread.setDaemon(true);
    thread.start();
    try {
      listening.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(0, TimeUnit.MILLISECONDS)) {
        try (Connection connection = source.getConnection()) {
          follow(connection);
        } catch (SQLException e) {
          LOG.warn("News of other servers do not arrive ({}); trying again.", e.getMessage());
          closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + PostgresDatabase.CHANNEL);
    }
    listening.countDown();
    // Whatever was announced while nobody listened was missed.
    hear.accept(Database.ANY);
    PGConnection notifying = connection.unwrap(PGConnection.class);
    while (!closed.await(0, TimeUnit.MILLISECONDS)) {
      PGNotification @Nullable [] heard = notifying.getNotifications(WAIT_MILLIS);
      if (heard != null) {
        for (PGNotification each : heard) {
          hear.accept(each.getParameter());
        }
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(2L * WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
