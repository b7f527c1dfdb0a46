package org.chainrule.server.training;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.server.store.CheckpointStore;
import org.chainrule.server.store.TrainingStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs trainings one after the other on a fixed number of threads; those that wait are bounded.
 * What came of a run is stored before anyone is told. Thread-safe.
 */
public final class TrainingService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingService.class);
  private static final String INTERRUPTED =
      "The server was stopped while this run was under way: start it again.";

  private final TrainingStore store;
  private final CheckpointStore checkpoints;
  private final Mnist mnist;
  private final Clock clock;
  private final ThreadPoolExecutor workers;
  private final Map<String, TrainingRun> live = new ConcurrentHashMap<>();

  /**
   * Starts the workers, and closes the books on runs that an earlier process left behind.
   *
   * @param threads how many runs may be under way at once
   * @param queue how many more may wait
   */
  public TrainingService(
      TrainingStore store,
      CheckpointStore checkpoints,
      Mnist mnist,
      Clock clock,
      int threads,
      int queue) {
    this.store = store;
    this.checkpoints = checkpoints;
    this.mnist = mnist;
    this.clock = clock;
    int interrupted = store.failUnfinished(INTERRUPTED);
    if (interrupted > 0) {
      LOG.info("{} training runs were under way when the server last stopped.", interrupted);
    }
    workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            task -> {
              Thread thread = new Thread(task, "training");
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
  }

  /**
   * Accepts a run.
   *
   * @throws ProblemException when the graph cannot be trained on that data
   * @throws QueueFullException when too many are waiting
   */
  public Training.Accepted submit(TrainingRequest request)
      throws ProblemException, QueueFullException {
    Trainable.check(request);
    Figures first = Figures.waiting(request.settings().epochs());
    TrainingStore.Created created =
        store.create(
            GraphCodec.write(request.graph()),
            request.settingsJson(),
            first.json(),
            new Curve().json());
    TrainingRun run = new TrainingRun(created.id(), request, first);
    live.put(run.id(), run);
    try {
      workers.execute(new Work(run));
    } catch (RejectedExecutionException e) {
      live.remove(run.id());
      store.discard(run.id());
      throw new QueueFullException(workers.getQueue().size());
    }
    return new Training.Accepted(created.id(), created.token());
  }

  /** A run as it stands, or nothing for an unknown id. */
  public Optional<Training> find(String id) {
    TrainingRun run = live.get(id);
    if (run != null) {
      return Optional.of(run.training());
    }
    return store
        .find(id)
        .map(
            row -> {
              State state = State.of(row.state());
              String progress =
                  Training.json(id, state, row.message(), row.problems(), row.figures());
              return new Training(id, state, progress, row.history());
            });
  }

  /**
   * Waits for news of a run; returns at once for one that is over.
   *
   * @param seen the version that the caller knows, or -1
   * @param millis how long to wait at most; then the latest known comes again, its version
   *     unchanged
   */
  public Optional<Training.Update> await(String id, long seen, long millis)
      throws InterruptedException {
    TrainingRun run = live.get(id);
    if (run != null) {
      return Optional.of(run.await(seen, millis));
    }
    return find(id)
        .map(over -> new Training.Update(Long.MAX_VALUE, over.state(), over.progress(), -1, null));
  }

  /** The parameters as JSON, once a run has succeeded. */
  public Optional<String> parameters(String id) {
    return store.parameters(id);
  }

  /** Whether the token may cancel the run. */
  public boolean mayCancel(String id, String token) {
    return store.mayCancel(id, token);
  }

  /** Cancels a run that waits or is under way; one that is over stays as it is. */
  public void cancel(String id) {
    TrainingRun run = live.get(id);
    if (run == null) {
      return;
    }
    run.requestStop();
    for (Runnable waiting : workers.getQueue()) {
      if (waiting instanceof Work work && work.run == run && workers.remove(waiting)) {
        end(run, State.CANCELLED, null, List.of(), null);
      }
    }
  }

  /** Ends every run, those under way after the step they are in, and waits for the workers. */
  @Override
  public void close() {
    workers.shutdown();
    for (TrainingRun run : live.values()) {
      run.requestStop();
    }
    for (Runnable waiting : workers.getQueue()) {
      if (waiting instanceof Work work && workers.remove(waiting)) {
        end(work.run, State.FAILED, INTERRUPTED, List.of(), null);
      }
    }
    try {
      if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A training run did not stop within 10 seconds.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void train(TrainingRun run) {
    try {
      run.move(State.RUNNING, null, List.of());
      recorder(run).save(State.RUNNING, null, List.of(), null);
      TrainingLoop.Outcome outcome =
          new TrainingLoop(run.request(), mnist, clock).run(recorder(run));
      run.publish(outcome.figures());
      if (outcome instanceof TrainingLoop.Outcome.Finished finished) {
        end(run, State.SUCCEEDED, null, List.of(), finished.parametersJson());
      } else if (outcome instanceof TrainingLoop.Outcome.Diverged diverged) {
        end(run, State.FAILED, diverged.sentence(), List.of(), null);
      } else if (workers.isShutdown()) {
        end(run, State.FAILED, INTERRUPTED, List.of(), null);
      } else {
        end(run, State.CANCELLED, null, List.of(), null);
      }
    } catch (ProblemException e) {
      end(run, State.FAILED, e.getMessage(), e.problems(), null);
    } catch (DatasetException e) {
      end(run, State.FAILED, e.getMessage(), List.of(), null);
    } catch (OutOfMemoryError e) {
      end(
          run,
          State.FAILED,
          "The run needs more memory than the server has: make the graph or"
              + " the minibatch smaller.",
          List.of(),
          null);
    } catch (RuntimeException | Error e) {
      String reference = UUID.randomUUID().toString();
      LOG.error("Training run {} failed, reference {}", run.id(), reference, e);
      end(
          run,
          State.FAILED,
          "The run failed inside the server; its log has the cause under"
              + " reference "
              + reference
              + ".",
          List.of(),
          null);
    }
  }

  private RunRecorder recorder(TrainingRun run) {
    return new RunRecorder(run, store, checkpoints);
  }

  /** Stores how a run ended, then tells those who wait. */
  private void end(
      TrainingRun run,
      State state,
      @Nullable String message,
      List<Problem> problems,
      @Nullable String parameters) {
    try {
      recorder(run).save(state, message, problems, parameters);
      run.move(state, message, problems);
    } catch (RuntimeException e) {
      LOG.error("The end of training run {} could not be stored.", run.id(), e);
      run.move(State.FAILED, "What came of this run could not be stored.", List.of());
    } finally {
      live.remove(run.id());
    }
  }

  /** A run's place in the queue. */
  private final class Work implements Runnable {

    private final TrainingRun run;

    Work(TrainingRun run) {
      this.run = run;
    }

    @Override
    public void run() {
      train(run);
    }
  }
}
