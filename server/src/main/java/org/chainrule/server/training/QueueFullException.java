package org.chainrule.server.training;

/** No more runs may wait; the message is a sentence. */
public final class QueueFullException extends Exception {

  private static final long serialVersionUID = 1L;

  QueueFullException(int waiting) {
    super(waiting + " training runs are waiting already: try again in a minute.");
  }
}
