package org.chainrule.server.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The queue of training runs, in the database, by db-scheduler: it hands a run to one worker after
 * the other until one says that it is done. It may hand out a run twice, where a worker was silent
 * for too long and then comes back; what a worker may write is decided by its {@link Lease} alone.
 */
public final class TrainingQueue implements AutoCloseable {

  private static final String TASK = "train";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(30);

  /** The queue takes a worker for lost after so many heartbeats; it allows no fewer than four. */
  private static final int MISSED = 6;

  private final Database database;
  private final String worker;
  private final Clock clock;
  private final CustomTask<Void> task;
  private final Scheduler scheduler;
  private @Nullable Worker work;

  /** Does one run, on a thread of the pool. */
  @FunctionalInterface
  public interface Worker {

    /**
     * Works on a run until there is no more to do about it here.
     *
     * @throws RuntimeException to have it tried again in a while
     */
    Left work(String run);
  }

  /** How a worker leaves a run. */
  public enum Left {
    /** There is no more to do about it. */
    DONE,
    /** Any worker may go on with it. */
    GIVEN_BACK,
    /** Another worker has it already. */
    TAKEN_OVER
  }

  /**
   * A queue that hands out nothing yet.
   *
   * @param worker a name for this process that no other has
   * @param threads how many runs this process works on at once, and what with
   * @param silence after how long without a sign of life a worker's runs go to another
   */
  public TrainingQueue(
      Database database,
      String worker,
      int threads,
      ExecutorService pool,
      Duration silence,
      Clock clock) {
    this.database = database;
    this.worker = worker;
    this.clock = clock;
    task =
        Tasks.custom(TASK, Void.class)
            .onFailure(new OnFailureRetryLater<>(RETRY))
            .execute((instance, context) -> done(instance.getId()));
    JdbcCustomization dialect =
        database.shared()
            ? new PostgreSqlJdbcCustomization(false, true)
            : new SqliteJdbcCustomization();
    scheduler =
        Scheduler.create(database.source(), task)
            .jdbcCustomization(dialect)
            .schedulerName(new SchedulerName.Fixed(worker))
            .clock(clock::instant)
            .threads(threads)
            .executorService(pool)
            // No more than can be worked on: what is fetched here is still there for others.
            .pollUsingFetch(0.5, 1.0)
            .pollingInterval(POLL)
            .enablePriority()
            .heartbeatInterval(silence.dividedBy(MISSED))
            .missedHeartbeatsLimit(MISSED)
            .shutdownMaxWait(STOP)
            .build();
  }

  /** The name of this process. */
  public String worker() {
    return worker;
  }

  /**
   * Puts a run into the queue, in the transaction that this thread is in.
   *
   * @param behind how many runs with a smaller number come first
   */
  void put(String run, int behind) {
    int priority = Math.max(Short.MIN_VALUE, -behind);
    scheduler.schedule(task.instanceBuilder(run).priority(priority).build(), clock.instant());
  }

  /** Looks for work now and not at the next poll. */
  void look() {
    scheduler.triggerCheckForDueExecutions();
  }

  /**
   * Begins to hand out runs. A database that is this process's alone has no other workers: what one
   * of an earlier process had is free at once.
   */
  public void start(Worker handler) {
    work = handler;
    if (!database.shared()) {
      database.write(
          "free the training runs of an earlier process",
          connection -> {
            try (PreparedStatement update =
                connection.prepareStatement(
                    "UPDATE scheduled_tasks SET picked = 0, picked_by = NULL, last_heartbeat = NULL,"
                        + " version = version + 1 WHERE picked = 1")) {
              return update.executeUpdate();
            }
          });
    }
    scheduler.start();
  }

  private CompletionHandler<Void> done(String run) {
    Worker handler = work;
    if (handler == null) {
      throw new IllegalStateException("expected a queue that was started");
    }
    return switch (handler.work(run)) {
      case DONE -> new CompletionHandler.OnCompleteRemove<>();
      case GIVEN_BACK ->
          (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
      case TAKEN_OVER -> (complete, operations) -> {};
    };
  }

  /** Hands out no more runs, and waits until those that were handed out are done or given back. */
  @Override
  public void close() {
    scheduler.stop();
  }
}
