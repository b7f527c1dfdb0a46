package org.chainrule.engine.graph;

/** A document that cannot be read; the message is a sentence that names the place. */
public final class DocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  DocumentException(String message) {
    super(message);
  }

  /** The same fault, its place seen from further out. */
  DocumentException inside(String place) {
    return new DocumentException(place + getMessage());
  }
}
