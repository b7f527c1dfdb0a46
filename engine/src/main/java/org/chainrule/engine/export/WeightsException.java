package org.chainrule.engine.export;

/** Weights or a model from elsewhere that cannot be read; the message is a sentence. */
public final class WeightsException extends Exception {
  private static final long serialVersionUID = 1L;

  WeightsException(String message) {
    super(message);
  }
}
