package org.chainrule.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.chainrule.server.store.Database.Work;
import org.chainrule.server.store.StoreException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to SQLite. It takes all writes that wait, runs each in a savepoint of
 * one transaction, commits them together and only then answers: the disk is waited for once a
 * group, not once a write.
 */
final class GroupWriter implements AutoCloseable {

  /** Writes that may wait; at a few milliseconds a group they wait well below a second. */
  static final int MAX_WAITING = 4096;

  private static final int MAX_GROUP = 512;

  private final Connection connection;
  private final Database database;
  private final Runnable committed;
  private final BlockingQueue<Job<?>> waiting;

  /** Held while anyone uses the connection; fair, so that nobody waits for ever. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final Thread thread = new Thread(this::work, "writer");
  private volatile boolean closed;

  /**
   * Starts the thread.
   *
   * @param connection the only one that writes; it belongs to this writer from now on
   * @param committed called on the writer's thread after each commit
   * @param capacity how many writes may wait
   */
  GroupWriter(Connection connection, Database database, Runnable committed, int capacity) {
    this.connection = connection;
    this.database = database;
    this.committed = committed;
    waiting = new ArrayBlockingQueue<>(capacity);
    thread.setDaemon(true);
    thread.start();
  }

  /** A write, and whoever waits for it. */
  private static final class Job<T> {
    final String what;
    final Work<T> work;
    final CompletableFuture<@Nullable T> answer = new CompletableFuture<>();
    @Nullable T result;
    @Nullable RuntimeException failure;

    Job(String what, Work<T> work) {
      this.what = what;
      this.work = work;
    }

    void answer() {
      if (failure == null) {
        answer.complete(result);
      } else {
        answer.completeExceptionally(failure);
      }
    }
  }

  /**
   * Has the work done in a group with others and returns after the commit.
   *
   * @throws StoreException with {@link Reason#BUSY} when too many writes wait already
   */
  @SuppressWarnings(
      "NullAway") // The answer is what the work returned, null only where T allows it.
  <T> T write(String what, Work<T> work) {
    Job<T> job = new Job<>(what, work);
    if (!waiting.offer(job)) {
      throw new StoreException(
          Reason.BUSY, "Could not " + what + ": " + waiting.size() + " writes wait.", null);
    }
    // Once it is closed nobody takes jobs; one that was taken before is answered.
    if (closed && waiting.remove(job)) {
      throw new StoreException(Reason.BUSY, "Could not " + what + ": the server stops.", null);
    }
    try {
      return job.answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** The connection, for a few statements that commit by themselves; closing it gives it back. */
  Connection borrow() {
    turn.lock();
    return TransactionSource.closing(connection, turn::unlock);
  }

  private void work() {
    List<Job<?>> group = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      group.clear();
      try {
        group.add(waiting.take());
      } catch (InterruptedException e) {
        continue; // Nobody interrupts it: it ends when it is closed.
      }
      waiting.drainTo(group, MAX_GROUP - 1);
      turn.lock();
      try {
        commit(group);
      } finally {
        turn.unlock();
      }
      group.forEach(Job::answer);
    }
  }

  private void commit(List<Job<?>> group) {
    try {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (Job<?> job : group) {
          run(job, statement);
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
      committed.run();
    } catch (SQLException e) {
      // Nothing of the group is kept; whoever failed before keeps their own reason.
      for (Job<?> job : group) {
        if (job.failure == null) {
          job.failure = StoreException.of(job.what, e);
        }
      }
      abandon();
    }
  }

  private <T> void run(Job<T> job, Statement statement) throws SQLException {
    statement.execute("SAVEPOINT job");
    try {
      job.result = database.within(connection, job.work);
    } catch (SQLException | RuntimeException | Error e) {
      job.failure =
          e instanceof SQLException sql
              ? StoreException.of(job.what, sql)
              : e instanceof RuntimeException other
                  ? other
                  : new StoreException("Could not " + job.what + ".", e);
      // Where SQLite has dropped the whole transaction there is no savepoint left: that throws.
      statement.execute("ROLLBACK TO job");
    }
    statement.execute("RELEASE job");
  }

  private void abandon() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // SQLite has rolled back by itself.
    }
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The next group finds out, and says so to those who wait for it.
    }
  }

  /** Does what waits, then closes the connection. */
  @Override
  public void close() {
    boolean interrupted = false;
    closed = true;
    // Wakes a thread that has nothing to do; where the queue is full it has.
    waiting.offer(new Job<>("stop", unused -> true));
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw StoreException.of("close the database", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
