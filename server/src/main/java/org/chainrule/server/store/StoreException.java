package org.chainrule.server.store;

/** The database refused; the message is a sentence for the log, never for a client. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
