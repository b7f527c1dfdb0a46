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

  /**
   * Memory for one number of each parameter, zero at first, where {@link #adam} reaches it.
   *
   * @param nth 0 for the first moment, 1 for the second
   */
  default float[] moment(int nth) {
    return new float[program().parameterCount()];
  }

  /**
   * Takes a step of Adam over all parameters with the moments of {@link #moment}: m becomes keep1 m
   * + take1 g, v becomes keep2 v + take2 g², theta becomes theta - stride m / (scale sqrt v +
   * epsilon).
   *
   * @return false, with nothing done, where the device has no loop of its own for it
   */
  default boolean adam(
      float keep1,
      float take1,
      float keep2,
      float take2,
      float scale,
      float stride,
      float epsilon) {
    return false;
  }

  @Override
  void close();
}
