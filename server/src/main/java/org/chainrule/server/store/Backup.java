package org.chainrule.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Copies of the database file. A copy is one file, complete, checked and on the disk before it gets
 * its name; one is made while a server is at work, and put back while none is.
 */
public final class Backup {

  private Backup() {}

  /**
   * Copies the database of a folder as it is at this moment.
   *
   * @param folder the data folder; a server may be at work in it
   * @param to the copy, which must not exist
   * @throws StoreException with a sentence for whoever asked
   */
  public static void make(Path folder, Path to) {
    Path from = folder.resolve(SqliteDatabase.FILE);
    if (!Files.isRegularFile(from)) {
      throw new StoreException(
          "There is no database in " + folder + ": name it with --data.", null);
    }
    if (Files.exists(to)) {
      throw new StoreException(to + " exists already: name another file.", null);
    }
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      try (Connection connection = source(from).getConnection();
          PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
        copy.setString(1, part.toString());
        copy.execute();
      }
      check(part);
      settle(part, to);
    } catch (SQLException | IOException e) {
      throw new StoreException(
          "The backup could not be made (" + e.getMessage() + "): check the folder of " + to + ".",
          e);
    }
  }

  /**
   * Puts a copy in the place of a folder's database, which is kept beside it under another name.
   *
   * @param from the copy; it stays as it is
   * @param folder the data folder; no server may be at work in it
   * @return where the database is that was there before, or null where there was none
   * @throws StoreException with a sentence for whoever asked
   */
  public static @Nullable Path restore(Path from, Path folder, Clock clock) {
    if (!Files.isRegularFile(from)) {
      throw new StoreException("There is no file " + from + ".", null);
    }
    FileChannel lock = SqliteDatabase.lock(folder);
    try {
      check(from);
      Path file = folder.resolve(SqliteDatabase.FILE);
      Path part = folder.resolve(SqliteDatabase.FILE + ".part");
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
      Path kept = aside(file, clock);
      settle(part, file);
      return kept;
    } catch (SQLException | IOException e) {
      throw new StoreException(
          "The backup could not be restored ("
              + e.getMessage()
              + "): look into "
              + folder
              + " before you start a server.",
          e);
    } finally {
      SqliteDatabase.close(lock);
    }
  }

  /** Gives a database another name; null where there is none. */
  private static @Nullable Path aside(Path file, Clock clock) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    try (Connection connection = source(file).getConnection();
        Statement statement = connection.createStatement()) {
      // What a server that was killed has left in the log goes into the file, so that it is one.
      one(statement, "PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      // It is damaged, perhaps the very reason to restore: it is kept as it is, with its log.
    }
    String name = SqliteDatabase.FILE + ".before-restore-" + clock.millis();
    for (String side : List.of("", "-wal", "-shm")) {
      Path one = file.resolveSibling(SqliteDatabase.FILE + side);
      if (Files.exists(one)) {
        Files.move(one, file.resolveSibling(name + side));
      }
    }
    return file.resolveSibling(name);
  }

  /** Has the disk keep a file before it gets its name. */
  private static void settle(Path part, Path name) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(part, name, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, name);
    }
  }

  /** Refuses a file that is no whole database of ours. */
  private static void check(Path file) throws SQLException {
    try (Connection connection = source(file).getConnection();
        Statement statement = connection.createStatement()) {
      if (!one(statement, "PRAGMA integrity_check").equals("ok")) {
        throw new StoreException(file + " is damaged.", null);
      }
      one(statement, "SELECT count(*) FROM graph_revision");
    } catch (SQLException e) {
      throw new StoreException(file + " is no database of Chainrule.", e);
    }
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private static SQLiteDataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(false);
    config.setBusyTimeout(10_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
