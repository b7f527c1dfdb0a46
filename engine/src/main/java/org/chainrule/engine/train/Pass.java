package org.chainrule.engine.train;

/**
 * Runs a minibatch forward and backward, so that its gradient stands in the arena of the device
 * that the trainer holds. {@link DevicePass} does it there and then; another may share the examples
 * out.
 */
@FunctionalInterface
public interface Pass {

  /**
   * Runs one minibatch.
   *
   * @param order numbers of examples; nobody writes to it
   * @param from where the minibatch begins in it
   * @param examples how many it has, 1 or more
   * @param step the step of training, from 1
   * @return the sum of its losses and how many predictions were right
   */
  TrainerState.Tally run(int[] order, int from, int examples, int step);
}
