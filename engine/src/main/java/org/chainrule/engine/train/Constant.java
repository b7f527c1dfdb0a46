package org.chainrule.engine.train;

import java.util.List;

/** The same learning rate at every step. */
final class Constant implements Schedule {
  static final Schedules.Kind KIND =
      new Schedules.Kind(
          "constant", "Constant", "\\eta_t = \\eta", List.of(), settings -> new Constant());

  private Constant() {}

  @Override
  public double rate(double base, Place at) {
    return base;
  }
}
