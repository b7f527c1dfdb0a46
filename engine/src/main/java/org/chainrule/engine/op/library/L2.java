package org.chainrule.engine.op.library;

import org.chainrule.engine.op.OpInfo;

/** Ridge: a price on squared size. */
final class L2 extends Regularizer {
  L2() {
    super(
        OpInfo.of("l2", "L2 penalty")
            .symbol("λ‖w‖²")
            .summary("Charges parameters for their squared size, which keeps them all small.")
            .torch("{setting:weight} * ({each|torch.sum({it} ** 2)| + })")
            .jax("{setting:weight} * ({each|jnp.sum({it} ** 2)| + })")
            .keras("{setting:weight} * ({each|keras.ops.sum({it} ** 2)| + })")
            .onnx(
                "Mul({setting:weight}, Sum({each|ReduceSumSquare({it}, [{axes:it}], "
                    + "keepdims=0)| , }))")
            .formula("\\lambda \\sum_i w_i^2")
            .notes(
                "Without the factor 1/2 that some books put in front. It is the prior of Gauss."),
        "2 \\lambda w");
  }

  @Override
  double price(double w) {
    return w * w;
  }

  @Override
  double slope(double w) {
    return 2 * w;
  }
}
