package org.chainrule.engine.op.library;

import org.chainrule.engine.op.OpInfo;

/** The arithmetic mean of the entries. */
final class Mean extends Reduction {
  Mean() {
    super(
        OpInfo.of("mean", "Mean")
            .symbol("x̄")
            .summary("The average of the entries, all of them or along one axis.")
            .formula("\\frac{1}{n} \\sum_{i=1}^{n} x_i")
            .torch("torch.mean({x}{?axis|, dim={setting:axis}|})")
            .jax("jnp.mean({x}{?axis|, axis={setting:axis}|})")
            .keras("keras.ops.mean({x}{?axis|, axis={setting:axis}|})")
            .onnx("ReduceMean({x}, [{axes:x}], keepdims=0)")
            .port("x", "what is averaged", "\\frac{1}{n}"),
        true);
  }
}
