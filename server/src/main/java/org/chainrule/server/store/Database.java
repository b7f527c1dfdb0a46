package org.chainrule.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Where everything is kept: a file of SQLite for one server, or PostgreSQL for any number of them.
 * Migrated to the newest schema when it is opened. A write that returned survives the loss of
 * power. Thread-safe.
 *
 * <p>The SQL of this package is read by both; the few words they spell differently are
 * placeholders, filled in by {@link #migrate}.
 */
public abstract sealed class Database implements AutoCloseable
    permits SqliteDatabase, PostgresDatabase {

  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Connection> transaction = new ThreadLocal<>();

  Database() {}

  /**
   * Opens the file of a folder, creating both when they are not there.
   *
   * @throws StoreException when the folder cannot be written, is in use by another server, or the
   *     file is no database of ours
   */
  public static Database open(Path folder) {
    return open(folder, 0);
  }

  /**
   * The same with a limit.
   *
   * @param megabytes how large the file may become before writes are refused, or 0
   */
  public static Database open(Path folder, int megabytes) {
    return SqliteDatabase.openFolder(folder, megabytes);
  }

  /**
   * Connects to a PostgreSQL database, which must exist.
   *
   * @param url {@code jdbc:postgresql://host:port/name?user=...&password=...}
   * @throws StoreException when it cannot be reached or its schema cannot be brought up to date
   */
  public static Database connect(String url) {
    return PostgresDatabase.connectTo(url);
  }

  /** Whether other servers may be working on the same data. */
  public abstract boolean shared();

  /** Runs statements that change nothing. */
  abstract <T> T read(String what, Work<T> work);

  /** Runs statements as one transaction: all of them are kept when this returns, or none. */
  abstract <T> T write(String what, Work<T> work);

  /** Within a transaction: lets no other one that asks the same go on until this one is over. */
  abstract void oneAtATime(Connection connection) throws SQLException;

  /** Within a transaction: once it is kept, every server's listeners are told of the run. */
  abstract void announce(Connection connection, String run) throws SQLException;

  /** A connection outside any transaction; the caller closes it. */
  abstract Connection connection() throws SQLException;

  @Override
  public abstract void close();

  /**
   * Calls with the id of each run that has changed, or with {@link #ANY} where some may have been
   * missed. Called on a thread of the database: listeners return at once.
   */
  final void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** In place of an id: any run may have changed. */
  static final String ANY = "";

  final void tell(String run) {
    listeners.forEach(listener -> listener.accept(run));
  }

  /** Runs work on a connection that {@link TransactionSource} hands out meanwhile. */
  final <T> T within(Connection connection, Work<T> work) throws SQLException {
    transaction.set(connection);
    try {
      return work.on(connection);
    } finally {
      transaction.remove();
    }
  }

  /** Connections that join the transaction that their thread is in, if it is in one. */
  final DataSource source() {
    return new TransactionSource(transaction::get, this::connection);
  }

  /** Brings the schema up to date. */
  static void migrate(DataSource source, String bytes) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:org/chainrule/server/store/migrations")
        .placeholders(Map.of("bytes", bytes))
        .load()
        .migrate();
  }

  /** What is to be done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
