package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** The greatest entry of each window. */
final class MaxPool extends Pooling {
  MaxPool() {
    super(
        OpInfo.of("max_pool", "Max pooling")
            .symbol("⊞max")
            .summary("Keeps the greatest entry of each window of an image.")
            .formula("\\max_{k,l} x_{i s + k, j s + l}")
            .notes("Of entries that tie the first takes the gradient, as PyTorch does.")
            .torch(
                "F.max_pool2d({x}{?x:2|[None]|}, {setting:size}{?stride|, "
                    + "stride={setting:stride}|}){?x:2|[0]|}")
            .jax(
                "jax.lax.reduce_window({x}, -jnp.inf, jax.lax.max, ({?x:3|1, |}{setting:size}, "
                    + "{setting:size}), ({?x:3|1, |}{?stride|{setting:stride}|{setting:size}}, "
                    + "{?stride|{setting:stride}|{setting:size}}), \"VALID\")")
            .keras(
                "{?x:3|keras.ops.transpose(keras.ops.max_pool(keras.ops.transpose({x}, (1, 2, "
                    + "0))[None], {setting:size}, strides={?stride|{setting:stride}|{setting:size}}, "
                    + "padding=\"valid\")[0], (2, 0, 1))|keras.ops.max_pool({x}[None, ..., None], "
                    + "{setting:size}, strides={?stride|{setting:stride}|{setting:size}}, "
                    + "padding=\"valid\")[0, ..., 0]}")
            .onnx(
                "{?x:2|Squeeze(MaxPool(Unsqueeze({x}, [-3]), kernel_shape=({setting:size}, "
                    + "{setting:size}), strides=({?stride|{setting:stride}|{setting:size}}, "
                    + "{?stride|{setting:stride}|{setting:size}})), [-3])|MaxPool({x}, "
                    + "kernel_shape=({setting:size}, {setting:size}), "
                    + "strides=({?stride|{setting:stride}|{setting:size}}, "
                    + "{?stride|{setting:stride}|{setting:size}}))}")
            .port("x", "an image, [channels, rows, columns]", "[\\text{greatest}]"));
  }

  @Override
  public Kernel kernel(List<Shape> inputs, Settings settings) {
    Windows windows = Windows.pooling(settings);
    return new Kernel.MaxPool(windows.size(), windows.stride());
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
