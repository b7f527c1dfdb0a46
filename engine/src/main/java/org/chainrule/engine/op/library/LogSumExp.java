package org.chainrule.engine.op.library;

import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The stable form of ln sum exp, shared by everything that normalizes logits. */
final class LogSumExp {
  private LogSumExp() {}

  /** ln of the sum of exp over {@code length} entries from {@code from} on, without overflow. */
  static double of(Tensor x, int from, int length) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      max = Math.max(max, x.at(from + i));
    }
    if (Double.isInfinite(max)) {
      return max;
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Elementary.exp(x.at(from + i) - max);
    }
    return max + Elementary.log(sum);
  }
}
