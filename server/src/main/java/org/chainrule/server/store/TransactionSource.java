package org.chainrule.server.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Hands a library the connection of the transaction that its thread is in, so that what it writes
 * is kept or dropped with the rest; outside of one, a connection of its own.
 */
final class TransactionSource implements DataSource {

  private final Supplier<@Nullable Connection> transaction;
  private final Connections others;

  TransactionSource(Supplier<@Nullable Connection> transaction, Connections others) {
    this.transaction = transaction;
    this.others = others;
  }

  /** Where connections come from. */
  @FunctionalInterface
  interface Connections {
    Connection get() throws SQLException;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection joined = transaction.get();
    return joined == null ? others.get() : closing(joined, () -> {});
  }

  /** The connection, but for what happens when it is closed. */
  static Connection closing(Connection connection, Runnable close) {
    return (Connection)
        Proxy.newProxyInstance(
            TransactionSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                close.run();
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
