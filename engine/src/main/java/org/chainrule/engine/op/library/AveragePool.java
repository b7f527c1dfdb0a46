package org.chainrule.engine.op.library;

import java.util.Arrays;
import org.chainrule.engine.op.OpInfo;

/** The mean of each window. */
final class AveragePool extends Pooling {
  AveragePool() {
    super(
        OpInfo.of("average_pool", "Average pooling")
            .symbol("⊞avg")
            .summary("Keeps the mean of each window of an image.")
            .formula("\\frac{1}{n^2} \\sum_{k,l} x_{i s + k, j s + l}")
            .port("x", "an image, [channels, rows, columns]", "\\frac{1}{n^2}"));
  }

  @Override
  double[] weights(double[] window) {
    double[] weights = new double[window.length];
    Arrays.fill(weights, 1.0 / window.length);
    return weights;
  }
}
