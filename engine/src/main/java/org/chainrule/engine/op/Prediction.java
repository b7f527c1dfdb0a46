package org.chainrule.engine.op;

/**
 * How a loss compares a prediction with a label, so that accuracy can be counted beside it.
 *
 * @param scores index of the port that takes the prediction
 * @param label index of the port that takes the label
 * @param rule when a prediction counts as right
 * @param certainty how the scores say how sure the model is
 */
public record Prediction(int scores, int label, Rule rule, Certainty certainty) {

  /** How scores become the probability that a prediction is right, as the model sees it. */
  public enum Certainty {
    /** By softmax over the scores; logarithms of probabilities give these back. */
    SOFTMAX,
    /** By the sigmoid of the one score. */
    SIGMOID,
    /** The scores are probabilities. */
    PROBABILITY,
    /** The scores are no probabilities and stand for none. */
    NONE
  }

  /** When a prediction counts as right. */
  public enum Rule {
    /** The largest score stands at the label's class. */
    ARGMAX,
    /** The score is positive exactly where the label is 1. */
    SIGN,
    /** The score is above one half exactly where the label is 1. */
    HALF,
    /** Nothing is counted: the label is a quantity, not a class. */
    NONE
  }
}
