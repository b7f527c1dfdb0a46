package org.chainrule.engine.quiz;

import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A wrong rule for one port: what somebody who makes this slip sends backward there in place of the
 * vector-Jacobian product.
 *
 * @param step the step whose rule is bent
 * @param port the port whose rule is bent
 */
record Bend(int step, int port, Diagnosis diagnosis, Back back) {

  /** From the gradient of a step to what it sends to a port, of that input's shape; or nothing. */
  interface Back {
    @Nullable Tensor apply(Tensor upstream);
  }
}
