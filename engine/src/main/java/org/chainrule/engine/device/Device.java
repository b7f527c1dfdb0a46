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

  /**
   * Runs the forward pass over the first examples of the feeds.
   *
   * @param examples from 1 to the batch size of the program
   */
  void forward(int examples);

  /**
   * Clears the gradients and runs the backward pass, after {@link #forward} with as many examples.
   */
  void backward(int examples);

  @Override
  void close();
}
