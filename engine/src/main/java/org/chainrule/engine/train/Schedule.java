package org.chainrule.engine.train;

/** A learning rate over the course of a run: the same for the same place. Stateless. */
public interface Schedule {

  /**
   * The learning rate of one step.
   *
   * @param base the learning rate of the settings
   */
  double rate(double base, Place at);

  /**
   * A place in a run.
   *
   * @param step the step, from 0
   * @param stepsPerEpoch steps of one epoch
   * @param steps steps of all epochs
   */
  record Place(long step, int stepsPerEpoch, long steps) {

    /** The epoch, from 0. */
    long epoch() {
      return step / stepsPerEpoch;
    }
  }
}
