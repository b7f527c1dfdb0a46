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
            .torch(
                "F.avg_pool2d({x}{?x:2|[None]|}, {setting:size}{?stride|, "
                    + "stride={setting:stride}|}){?x:2|[0]|}")
            .jax(
                "jax.lax.reduce_window({x}, 0.0, jax.lax.add, ({?x:3|1, |}{setting:size}, "
                    + "{setting:size}), ({?x:3|1, |}{?stride|{setting:stride}|{setting:size}}, "
                    + "{?stride|{setting:stride}|{setting:size}}), \"VALID\") / {setting:size} ** 2")
            .keras(
                "{?x:3|keras.ops.transpose(keras.ops.average_pool(keras.ops.transpose({x}, (1, "
                    + "2, 0))[None], {setting:size}, strides={?stride|{setting:stride}|{setting:size}"
                    + "}, padding=\"valid\")[0], (2, 0, 1))|keras.ops.average_pool({x}[None, ..., "
                    + "None], {setting:size}, strides={?stride|{setting:stride}|{setting:size}}, "
                    + "padding=\"valid\")[0, ..., 0]}")
            .onnx(
                "{?x:2|Squeeze(AveragePool(Unsqueeze({x}, [-3]), kernel_shape=({setting:size}, "
                    + "{setting:size}), strides=({?stride|{setting:stride}|{setting:size}}, "
                    + "{?stride|{setting:stride}|{setting:size}})), [-3])|AveragePool({x}, "
                    + "kernel_shape=({setting:size}, {setting:size}), "
                    + "strides=({?stride|{setting:stride}|{setting:size}}, "
                    + "{?stride|{setting:stride}|{setting:size}}))}")
            .port("x", "an image, [channels, rows, columns]", "\\frac{1}{n^2}"));
  }

  @Override
  double[] weights(double[] window) {
    double[] weights = new double[window.length];
    Arrays.fill(weights, 1.0 / window.length);
    return weights;
  }
}
