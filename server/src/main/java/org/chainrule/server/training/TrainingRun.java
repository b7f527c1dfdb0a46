package org.chainrule.server.training;

import java.util.List;
import org.chainrule.engine.plan.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A run that is queued or under way in this process. The worker writes, everyone reads; whoever
 * waits for news is woken. Thread-safe.
 */
final class TrainingRun {

  private final String id;
  private final TrainingRequest request;
  private final Curve curve = new Curve();
  private State state = State.QUEUED;
  private @Nullable String message;
  private List<Problem> problems = List.of();
  private Figures figures;
  private long version;
  private boolean stopRequested;
  private @Nullable String report;
  private long reportVersion;

  TrainingRun(String id, TrainingRequest request, Figures first) {
    this.id = id;
    this.request = request;
    this.figures = first;
  }

  String id() {
    return id;
  }

  TrainingRequest request() {
    return request;
  }

  synchronized Figures figures() {
    return figures;
  }

  synchronized String historyJson() {
    return curve.json();
  }

  synchronized Training training() {
    return new Training(id, state, json(), curve.json());
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
    figures = next;
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

  /** Asks the worker to stop after the step under way. */
  synchronized void requestStop() {
    stopRequested = true;
  }

  synchronized boolean stopRequested() {
    return stopRequested;
  }

  /**
   * Waits for news.
   *
   * @param seen the version that the caller knows, or -1
   * @return the news, or what was known when the time is over
   */
  synchronized Training.Update await(long seen, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (version == seen) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return new Training.Update(version, state, json(), reportVersion, report);
  }

  private String json() {
    return Training.json(id, state, message, Problem.json(problems), figures.json());
  }
}
