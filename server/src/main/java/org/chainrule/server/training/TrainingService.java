package org.chainrule.server.training;

import java.time.Clock;
import java.util.Optional;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.server.store.Keepsake;
import org.chainrule.server.store.LeaseStore;
import org.chainrule.server.store.TrainingQueue;
import org.chainrule.server.store.TrainingStore;
import org.chainrule.server.store.TrainingStore.Admission;
import org.chainrule.server.training.TrainingRun.Stop;
import org.jspecify.annotations.Nullable;

/**
 * Training runs as a client sees them: accepted, followed, cancelled. Whichever process of however
 * many works on a run, each of them answers for it. What came of a run is stored before anyone is
 * told. Thread-safe.
 */
public final class TrainingService implements AutoCloseable {

  /** News that were lost are found after so long. */
  private static final long LOOK_AGAIN_MILLIS = 2000;

  private final TrainingStore store;
  private final TrainingQueue queue;
  private final TrainingWorker worker;
  private final RunLimits limits;
  private final RunNews news = new RunNews();
  private volatile boolean stopping;

  /** A service that accepts runs; {@link #start} has this process work on them as well. */
  public TrainingService(
      TrainingStore store,
      LeaseStore leases,
      TrainingQueue queue,
      Mnist mnist,
      Clock clock,
      RunLimits limits) {
    this.store = store;
    this.queue = queue;
    this.limits = limits;
    worker = new TrainingWorker(queue.worker(), leases, mnist, clock, limits);
    store.onNews(news::tell);
  }

  /** Begins to work on runs, also on those that an earlier process has left behind. */
  public void start() {
    queue.start(worker::work);
  }

  /**
   * Accepts a run.
   *
   * @param client who asks, in whatever form tells one from another
   * @throws ProblemException when the graph cannot be trained on that data, or not here
   * @throws QueueFullException when too many are waiting
   */
  public Training.Accepted submit(TrainingRequest request, String client)
      throws ProblemException, QueueFullException {
    limits.admit(Trainable.check(request));
    Admission admission =
        store.submit(
            new TrainingStore.Submission(
                client,
                GraphCodec.write(request.graph()),
                request.settingsJson(),
                Figures.waiting(request.settings().epochs()).json(),
                new Curve().json()),
            new TrainingStore.Quota(limits.perClient(), limits.all()));
    if (admission instanceof Admission.TooMany tooMany) {
      throw QueueFullException.ofAll(tooMany.unfinished());
    }
    if (admission instanceof Admission.TooManyOfClient tooMany) {
      throw QueueFullException.ofClient(tooMany.unfinished());
    }
    Admission.Admitted admitted = (Admission.Admitted) admission;
    return new Training.Accepted(admitted.id(), admitted.token());
  }

  /** A run as it stands, or nothing for an unknown id. */
  public Optional<Training> find(String id) {
    TrainingRun run = worker.live(id);
    return run != null
        ? Optional.of(run.training())
        : store
            .find(id)
            .map(row -> new Training(id, State.of(row.state()), progress(row), row.history()));
  }

  private static String progress(TrainingStore.Stored row) {
    return Training.json(
        row.id(), State.of(row.state()), row.message(), row.problems(), row.figures());
  }

  /**
   * Waits for news of a run; returns at once for one that is over.
   *
   * @param seen what the caller knows
   * @param millis how long to wait at most; then the latest known comes again, its version
   *     unchanged
   */
  public Optional<Training.Update> await(String id, Training.Seen seen, long millis)
      throws InterruptedException {
    TrainingRun run = worker.live(id);
    return run != null ? Optional.of(run.await(seen, millis)) : awaitElsewhere(id, seen, millis);
  }

  /** Of a run that another process works on, or that waits, or that is over. */
  private Optional<Training.Update> awaitElsewhere(String id, Training.Seen seen, long millis)
      throws InterruptedException {
    // One element, since a lambda sets it.
    TrainingStore.@Nullable Stored[] found = new TrainingStore.@Nullable Stored[1];
    news.await(
        id,
        millis,
        LOOK_AGAIN_MILLIS,
        () -> {
          TrainingStore.Stored row = store.find(id).orElse(null);
          found[0] = row;
          return row == null
              || row.changes() != seen.version()
              || State.of(row.state()).terminal()
              || worker.live(id) != null
              || stopping;
        });
    TrainingStore.Stored row = found[0];
    return row == null ? Optional.empty() : Optional.of(update(row, seen));
  }

  private Training.Update update(TrainingStore.Stored row, Training.Seen seen) {
    State state = State.of(row.state());
    boolean watched = seen.version() != -1 || !state.terminal();
    boolean news = watched && row.reports() > 0 && row.reports() != seen.reportVersion();
    String report = news ? store.kept(row.id(), Keepsake.RESULT).orElse(null) : null;
    return new Training.Update(row.changes(), state, progress(row), row.reports(), report);
  }

  /** The parameters as JSON, once a run has succeeded. */
  public Optional<String> parameters(String id) {
    return store.kept(id, Keepsake.PARAMETERS);
  }

  /** Whether the token may cancel the run. */
  public boolean mayCancel(String id, String token) {
    return store.mayCancel(id, token);
  }

  /** Cancels a run that waits or is under way; one that is over stays as it is. */
  public void cancel(String id) {
    store.cancel(id);
    TrainingRun run = worker.live(id);
    if (run != null) {
      run.requestStop(Stop.CANCELLED);
    }
  }

  /** How many runs are in a state, those of other processes among them. */
  public int count(State state) {
    return store.count(state.word());
  }

  /** The speed of the runs that this process works on, together. */
  public double examplesPerSecond() {
    return worker.examplesPerSecond();
  }

  /** Whether those who follow runs are to ask another process, or this one when it is back. */
  public boolean stopping() {
    return stopping;
  }

  /** Begins no more runs, has those under way handed back, and sends away who follows them. */
  public void stop() {
    stopping = true;
    worker.stop();
    news.tell(TrainingStore.ANY);
  }

  /** Stops, and waits until every run of this process is handed back. */
  @Override
  public void close() {
    stop();
    queue.close();
  }
}
