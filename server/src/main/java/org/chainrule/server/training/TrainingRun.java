package org.chainrule.server.training;

import java.util.List;
import org.chainrule.engine.plan.Problem;
import org.chainrule.server.store.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A run that is under way in this process. The worker writes, everyone reads; whoever waits for
 * news is woken. Thread-safe.
 */
final class TrainingRun {

  /** Why a run is to stop before its end; a later one matters more. */
  enum Stop {
    /** Another process shall go on with it. */
    HAND_BACK,
    /** It has had all the time that it may have. */
    OUT_OF_TIME,
    /** Whoever started it does not want it any more. */
    CANCELLED,
    /** Another worker has it. */
    TAKEN_OVER
  }

  private final Lease lease;
  private final Curve curve;
  private State state = State.RUNNING;
  private @Nullable String message;
  private List<Problem> problems = List.of();
  private String figures;
  private double examplesPerSecond = Double.NaN;
  private long version;
  private @Nullable Stop stop;
  private @Nullable String report;
  private long reportVersion;

  /**
   * A run that was just taken over.
   *
   * @param figures JSON: how far it came
   */
  TrainingRun(Lease lease, String figures, Curve curve) {
    this.lease = lease;
    this.figures = figures;
    this.curve = curve;
    // Never one that the store has counted, nor one of an earlier lease.
    this.version = lease.fence() << 40;
  }

  String id() {
    return lease.run();
  }

  Lease lease() {
    return lease;
  }

  /** Its speed, or NaN where it has only begun. */
  synchronized double examplesPerSecond() {
    return examplesPerSecond;
  }

  synchronized String figuresJson() {
    return figures;
  }

  synchronized String historyJson() {
    return curve.json();
  }

  /** The bytes of a point with the curve up to it. */
  synchronized byte[] bytes(ResumePoint point) {
    return point.write(curve);
  }

  synchronized Training training() {
    return new Training(id(), state, json(), curve.json());
  }

  /** Records one step in the curve; tells nobody yet. */
  synchronized void step(long step, double loss, double trainAccuracy) {
    curve.step(step, loss, trainAccuracy);
  }

  /** Tells everyone what the test examples say, as far as they were judged. */
  synchronized void judged(String reportJson) {
    report = reportJson;
    version++;
    reportVersion = version;
    notifyAll();
  }

  /** Records what the test examples said. */
  synchronized void epoch(Figures after) {
    curve.epoch(after.epoch(), after.step(), after.testLoss(), after.testAccuracy());
  }

  /** Tells everyone how far it is. */
  synchronized void publish(Figures next) {
    figures = next.json();
    examplesPerSecond = next.examplesPerSecond();
    version++;
    notifyAll();
  }

  /** Moves to another state, the figures as they are. */
  synchronized void move(State next, @Nullable String why, List<Problem> found) {
    state = next;
    message = why;
    problems = List.copyOf(found);
    version++;
    notifyAll();
  }

  /** Asks the worker to stop. */
  synchronized void requestStop(Stop why) {
    if (stop == null || why.compareTo(stop) > 0) {
      stop = why;
    }
  }

  /** Why the worker is to stop, or null where it is not. */
  synchronized @Nullable Stop stop() {
    return stop;
  }

  /** Wakes those who wait: this process has no more news of the run. */
  synchronized void leave() {
    version++;
    notifyAll();
  }

  /**
   * Waits for news.
   *
   * @return the news, or what was known when the time is over
   */
  synchronized Training.Update await(Training.Seen seen, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (version == seen.version()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return new Training.Update(version, state, json(), reportVersion, report);
  }

  private String json() {
    return Training.json(id(), state, message, Problem.json(problems), figures);
  }
}
