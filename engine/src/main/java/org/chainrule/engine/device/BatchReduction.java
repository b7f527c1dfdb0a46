package org.chainrule.engine.device;

/** How the losses of a batch become one number. */
public enum BatchReduction {
  /** Their average, so that the learning rate does not depend on the batch size. */
  MEAN,
  /** Their sum, as some lectures write it. */
  SUM
}
