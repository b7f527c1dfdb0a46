package org.chainrule.server.training;

/** No more runs may wait, of this client or at all; the message is a sentence. */
public final class QueueFullException extends Exception {

  private static final long serialVersionUID = 1L;

  private QueueFullException(String message) {
    super(message);
  }

  static QueueFullException ofAll(int unfinished) {
    return new QueueFullException(
        unfinished + " training runs are waiting or under way already: try again in a minute.");
  }

  static QueueFullException ofClient(int unfinished) {
    return new QueueFullException(
        unfinished
            + " training runs of yours are waiting or under way already: wait for one of them, or"
            + " cancel it.");
  }
}
