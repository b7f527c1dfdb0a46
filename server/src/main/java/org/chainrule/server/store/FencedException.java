package org.chainrule.server.store;

/** A worker wrote about a run that is no longer its own; nothing was changed. */
public final class FencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FencedException(Lease lease) {
    super(
        "Training run " + lease.run() + " was taken over from fence " + lease.fence() + ".",
        null,
        false,
        false);
  }
}
