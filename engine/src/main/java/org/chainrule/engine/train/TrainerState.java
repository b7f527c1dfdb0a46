package org.chainrule.engine.train;

/**
 * Everything that a run needs to go on bit for bit, beside its program, data and settings. The
 * order of the examples and what dropout leaves out follow from the settings' seed, the epoch and
 * the step. Nobody writes to its arrays.
 *
 * @param steps steps taken
 * @param epoch the epoch of the last step, from 1
 * @param next how many examples of this epoch have been seen
 * @param examples how many examples the data set has
 * @param lastLoss the mean loss of the last minibatch
 * @param sofar what this epoch came to so far
 * @param best the best validation loss heard of; infinite before the first
 * @param waited how many validations have passed since
 * @param optimizer the name of the optimizer that the memory belongs to
 * @param memory what the optimizer remembers
 * @param parameters every parameter, one after the other
 */
public record TrainerState(
    long steps,
    int epoch,
    int next,
    int examples,
    double lastLoss,
    Tally sofar,
    double best,
    int waited,
    String optimizer,
    Optimizer.Memory memory,
    float[] parameters) {

  /**
   * Losses and right predictions, summed.
   *
   * @param loss the sum of losses
   * @param correct how many predictions were right
   * @param seen how many examples
   */
  public record Tally(double loss, int correct, int seen) {
    /** Of no examples. */
    public static final Tally NOTHING = new Tally(0, 0, 0);

    /** That of both together. */
    public Tally plus(Tally more) {
      return new Tally(loss + more.loss, correct + more.correct, seen + more.seen);
    }
  }

  /** About how many bytes it takes. */
  public long bytes() {
    return 4L * parameters.length * (1 + memory.slots().size()) + 128;
  }
}
