package org.chainrule.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One file in WAL mode with synchronous=FULL. One connection writes, through {@link GroupWriter}; a
 * pool of others can only read, and never waits for it. A lock on the folder keeps a second server
 * out.
 */
final class SqliteDatabase extends Database {

  /** The name of the file within a data folder. */
  static final String FILE = "chainrule.db";

  private static final int READERS = 8;
  private static final int PAGES_A_MEGABYTE = 256;
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final FileChannel lock;
  private final HikariDataSource readers;
  private final GroupWriter writer;

  /** Runs to be told of once the group under way is kept; the writer's thread alone sees it. */
  private final List<String> news = new ArrayList<>();

  private SqliteDatabase(
      FileChannel lock, HikariDataSource readers, Connection writing, int capacity) {
    this.lock = lock;
    this.readers = readers;
    this.writer = new GroupWriter(writing, this, this::tellNews, capacity);
  }

  static SqliteDatabase openFolder(Path folder, int megabytes) {
    return openFolder(folder, GroupWriter.MAX_WAITING, megabytes);
  }

  /**
   * Opens the file of a folder.
   *
   * @param capacity writes that may wait
   * @param megabytes how large the file may become, or 0
   */
  static SqliteDatabase openFolder(Path folder, int capacity, int megabytes) {
    FileChannel lock = lock(folder);
    Path file = folder.resolve(FILE);
    @Nullable HikariDataSource readers = null;
    try {
      SQLiteDataSource writing = source(file, SQLiteConfig.TransactionMode.IMMEDIATE);
      if (megabytes > 0) {
        writing.getConfig().setMaxPageCount(megabytes * PAGES_A_MEGABYTE);
      }
      migrate(writing, "BLOB");
      readers = new HikariDataSource(readers(file));
      return new SqliteDatabase(lock, readers, writing.getConnection(), capacity);
    } catch (SQLException | RuntimeException e) {
      if (readers != null) {
        readers.close();
      }
      close(lock);
      throw new StoreException(
          "The database " + file + " cannot be opened: check that the folder can be written.", e);
    }
  }

  /** Takes the folder for this process; the system gives it back when the process ends. */
  static FileChannel lock(Path folder) {
    @Nullable FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("chainrule.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another server of this very process: the same as one of another process.
    } catch (IOException e) {
      throw new StoreException(
          "The data folder " + folder + " cannot be written: name another one with --data.", e);
    }
    if (channel != null) {
      close(channel);
    }
    throw new StoreException(
        "The data folder "
            + folder
            + " is in use by another server: stop that one, or name another folder with --data.",
        null);
  }

  static void close(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreException("The data folder could not be given back.", e);
    }
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig.TransactionMode mode) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    sqlite.setTransactionMode(mode);
    sqlite.enforceForeignKeys(true);
    sqlite.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariConfig readers(Path file) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("readers");
    config.setDataSource(source(file, SQLiteConfig.TransactionMode.DEFERRED));
    config.setConnectionInitSql("PRAGMA query_only = 1");
    config.setMaximumPoolSize(READERS);
    return config;
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  <T> T read(String what, Work<T> work) {
    try (Connection connection = readers.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw StoreException.of(what, e);
    }
  }

  @Override
  <T> T write(String what, Work<T> work) {
    return writer.write(what, work);
  }

  @Override
  void oneAtATime(Connection connection) {
    // They are: there is one writer.
  }

  @Override
  void announce(Connection connection, String run) {
    news.add(run);
  }

  private void tellNews() {
    news.forEach(this::tell);
    news.clear();
  }

  @Override
  Connection connection() {
    return writer.borrow();
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
    close(lock);
  }
}
