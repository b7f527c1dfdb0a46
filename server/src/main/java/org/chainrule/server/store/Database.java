package org.chainrule.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The one database file of a data folder, migrated to the newest schema when it is opened.
 *
 * <p>SQLite in WAL mode with synchronous=FULL: a write that returned survives the loss of power.
 * Safe for many threads; writers wait for one another up to the busy timeout.
 */
public final class Database implements AutoCloseable {

  private static final int CONNECTIONS = 8;
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Opens the database of a folder, creating both when they are not there.
   *
   * @throws StoreException when the folder cannot be written or the file is no database of ours
   */
  public static Database open(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StoreException(
          "The data folder " + folder + " cannot be created: name another one with --data.", e);
    }
    Path file = folder.resolve("chainrule.db");
    @Nullable HikariDataSource pool = null;
    try {
      pool = new HikariDataSource(settings(file));
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:org/chainrule/server/store/migrations")
          .load()
          .migrate();
      return new Database(pool);
    } catch (RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      throw new StoreException(
          "The database " + file + " cannot be opened: check that the folder can be written.", e);
    }
  }

  private static HikariConfig settings(Path file) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    sqlite.enforceForeignKeys(true);
    sqlite.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl("jdbc:sqlite:" + file);

    HikariConfig config = new HikariConfig();
    config.setPoolName("chainrule");
    config.setDataSource(source);
    config.setMaximumPoolSize(CONNECTIONS);
    return config;
  }

  /** Runs statements on one connection, each committed by itself. */
  <T> T run(String what, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new StoreException("Could not " + what + ": " + e.getMessage(), e);
    }
  }

  /** Runs statements as one transaction: all of them are kept, or none. */
  <T> T transaction(String what, Work<T> work) {
    return run(
        what,
        connection -> {
          connection.setAutoCommit(false);
          try {
            T result = work.on(connection);
            connection.commit();
            return result;
          } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
          } finally {
            connection.setAutoCommit(true);
          }
        });
  }

  @Override
  public void close() {
    pool.close();
  }

  /** What is to be done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
