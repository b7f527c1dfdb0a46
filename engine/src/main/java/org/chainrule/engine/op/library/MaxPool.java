package org.chainrule.engine.op.library;

import org.chainrule.engine.op.OpInfo;

/** The greatest entry of each window. */
final class MaxPool extends Pooling {
  MaxPool() {
    super(
        OpInfo.of("max_pool", "Max pooling")
            .symbol("⊞max")
            .summary("Keeps the greatest entry of each window of an image.")
            .formula("\\max_{k,l} x_{i s + k, j s + l}")
            .notes("Of entries that tie the first takes the gradient, as PyTorch does.")
            .port("x", "an image, [channels, rows, columns]", "[\\text{greatest}]"));
  }

  @Override
  double[] weights(double[] window) {
    int best = 0;
    for (int k = 1; k < window.length; k++) {
      best = window[k] > window[best] || Double.isNaN(window[k]) ? k : best;
    }
    double[] weights = new double[window.length];
    weights[best] = 1;
    return weights;
  }
}
