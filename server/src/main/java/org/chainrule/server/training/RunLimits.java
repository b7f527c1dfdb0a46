package org.chainrule.server.training;

import java.time.Duration;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;

/**
 * How much training runs may take.
 *
 * @param perClient unfinished runs of one client
 * @param all unfinished runs of all clients
 * @param time how long one run may train, all its workers together
 * @param bytes how much memory one run may take
 */
public record RunLimits(int perClient, int all, Duration time, long bytes) {

  /** Workers that may take a run without any of them getting it further. */
  static final int ATTEMPTS = 5;

  /**
   * Refuses a run that is too large, before it is allocated.
   *
   * @throws ProblemException with what it would take and what there is
   */
  void admit(Trainable trainable) throws ProblemException {
    if (trainable.bytes() > bytes) {
      throw new ProblemException(
          new Problem.NotTrainable(
              null,
              "This run would take "
                  + megabytes(trainable.bytes())
                  + " MB of memory, more than the "
                  + megabytes(bytes)
                  + " MB that a run has here: make the graph or the minibatch smaller."));
    }
  }

  private static long megabytes(long bytes) {
    return Math.max(1, (bytes + (1 << 20) - 1) >> 20);
  }

  /** Why a run was stopped that took too long. */
  String outOfTime() {
    return "The run has taken the "
        + minutes()
        + " that a run has here. Its checkpoints are kept; ask for fewer epochs, or for a smaller"
        + " graph.";
  }

  private String minutes() {
    long seconds = time.toSeconds();
    return seconds % 60 == 0
        ? seconds / 60 + (seconds == 60 ? " minute" : " minutes")
        : seconds + (seconds == 1 ? " second" : " seconds");
  }
}
