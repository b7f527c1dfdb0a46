package org.chainrule.engine.device;

/**
 * Runs one program over its own arena. Between calls the host may read and write the arena: data
 * goes into the feeds, the optimizer works on parameters and gradients in place. One thread at a
 * time.
 */
public interface Device extends AutoCloseable {

  /** The program it runs. */
  Program program();

  /** The arena itself, not a copy. */
  float[] arena();

  /** Puts parameters and constants to their first values. */
  void initialize();

  /** The step of whatever is not training: nothing is left to chance. */
  int TESTING = 0;

  /**
   * Runs the forward pass over the first examples of the feeds.
   *
   * @param examples from 1 to the batch size of the program
   * @param step the step of training, from 1, which decides what is random; or {@link #TESTING}
   */
  void forward(int examples, int step);

  /**
   * Clears the gradients and runs the backward pass, after {@link #forward} with the same
   * arguments.
   */
  void backward(int examples, int step);

  @Override
  void close();
}
