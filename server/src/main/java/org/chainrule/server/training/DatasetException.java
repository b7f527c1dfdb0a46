package org.chainrule.server.training;

/** A data set that cannot be used; the message is a sentence for whoever set the server up. */
public final class DatasetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatasetException(String message) {
    super(message);
  }
}
