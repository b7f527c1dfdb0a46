package org.chainrule.engine.op.library;

import org.chainrule.engine.op.OpInfo;

/** The sum of the entries. */
final class Sum extends Reduction {
  Sum() {
    super(
        OpInfo.of("sum", "Sum")
            .symbol("Σ")
            .summary("Adds up the entries, all of them or along one axis.")
            .formula("\\sum_i x_i")
            .torch("torch.sum({x}{?axis|, dim={setting:axis}|})")
            .jax("jnp.sum({x}{?axis|, axis={setting:axis}|})")
            .keras("keras.ops.sum({x}{?axis|, axis={setting:axis}|})")
            .onnx("ReduceSum({x}, [{axes:x}], keepdims=0)")
            .port("x", "what is summed", "1"),
        false);
  }
}
