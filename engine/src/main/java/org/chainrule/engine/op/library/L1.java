package org.chainrule.engine.op.library;

import org.chainrule.engine.op.OpInfo;

/** The lasso: a price on absolute size. */
final class L1 extends Regularizer {
  L1() {
    super(
        OpInfo.of("l1", "L1 penalty")
            .symbol("λ‖w‖₁")
            .summary(
                "Charges parameters for their absolute size, which drives the useless ones to 0.")
            .torch("{setting:weight} * ({each|torch.sum(torch.abs({it}))| + })")
            .jax("{setting:weight} * ({each|jnp.sum(jnp.abs({it}))| + })")
            .keras("{setting:weight} * ({each|keras.ops.sum(keras.ops.abs({it}))| + })")
            .onnx(
                "Mul({setting:weight}, Sum({each|ReduceSum(Abs({it}), [{axes:it}], "
                    + "keepdims=0)| , }))")
            .formula("\\lambda \\sum_i |w_i|")
            .notes(
                "At 0 the derivative is taken as 0, as PyTorch does. It is the prior of Laplace."),
        "\\lambda \\operatorname{sign}(w)");
  }

  @Override
  double price(double w) {
    return Math.abs(w);
  }

  @Override
  double slope(double w) {
    return Math.signum(w);
  }
}
