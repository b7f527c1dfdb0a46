package org.chainrule.bench;

/**
 * One of those that do the same work: the same network from the same first weights, trained by Adam
 * on the same minibatches in the same order. One thread drives it.
 */
interface Contender extends AutoCloseable {

  /** What the table calls it. */
  String name();

  /**
   * Takes so many steps from where it stands.
   *
   * @return the mean loss over their examples, each before its step
   */
  double train(int steps);

  @Override
  void close();
}
