package org.chainrule.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database on PostgreSQL that any number of servers work on. Each write is a transaction of its
 * own, read committed: statements that decide carry their condition. News travel by NOTIFY, in the
 * transaction that makes them true.
 */
final class PostgresDatabase extends Database {

  /** The channel of NOTIFY; the payload is the id of a run. */
  static final String CHANNEL = "chainrule_run";

  private static final int CONNECTIONS = 16;
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  /** Any number that nothing else in the database locks by. */
  private static final long ONE_AT_A_TIME = 0x636861696e72L;

  private final HikariDataSource pool;
  private final PostgresListener listener;

  private PostgresDatabase(HikariDataSource pool, PGSimpleDataSource source) {
    this.pool = pool;
    this.listener = new PostgresListener(source, this::tell);
  }

  static PostgresDatabase connectTo(String url) {
    @Nullable HikariDataSource pool = null;
    try {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setURL(url);
      source.setApplicationName("chainrule");
      // One that does not answer is told at once, in a sentence, and not by a pool that tries
      // again.
      source.getConnection().close();
      HikariConfig config = new HikariConfig();
      config.setPoolName("postgresql");
      config.setDataSource(source);
      config.setMaximumPoolSize(CONNECTIONS);
      config.setMinimumIdle(2);
      config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
      pool = new HikariDataSource(config);
      migrate(pool, "BYTEA");
      return new PostgresDatabase(pool, source);
    } catch (SQLException | RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      throw new StoreException(
          "The PostgreSQL database cannot be used: check the address of --database, its user and"
              + " password, and that the user may create tables.",
          e);
    }
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  <T> T read(String what, Work<T> work) {
    try {
      try {
        return readOnce(work);
      } catch (SQLException e) {
        if (!lost(e)) {
          throw e;
        }
        return readOnce(work);
      }
    } catch (SQLException e) {
      throw StoreException.of(what, e);
    }
  }

  private <T> T readOnce(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    }
  }

  /**
   * Whether the connection was lost, as when PostgreSQL was started anew. Others of the pool then
   * are too: the next that is asked for is a new one.
   */
  private boolean lost(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    // Connection exception, and PostgreSQL's operator intervention.
    boolean lost = state.startsWith("08") || state.startsWith("57P");
    if (lost) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
    return lost;
  }

  @Override
  <T> T write(String what, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = within(connection, work);
        connection.commit();
        connection.setAutoCommit(true);
        return result;
      } catch (SQLException e) {
        // Whether a commit that broke off was kept nobody knows: whoever asked must look.
        if (!lost(e)) {
          undo(connection);
        }
        throw e;
      } catch (RuntimeException | Error e) {
        undo(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw StoreException.of(what, e);
    }
  }

  private static void undo(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  @Override
  void oneAtATime(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      lock.setLong(1, ONE_AT_A_TIME);
      lock.execute();
    }
  }

  @Override
  void announce(Connection connection, String run) throws SQLException {
    try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
      notify.setString(1, CHANNEL);
      notify.setString(2, run);
      notify.execute();
    }
  }

  @Override
  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void close() {
    listener.close();
    pool.close();
  }
}
