package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** How far one distribution is from another. */
final class KlDivergence extends PairwiseLoss {
  KlDivergence() {
    super(
        OpInfo.of("kl_divergence", "KL divergence")
            .symbol("KL")
            .summary("How many more nats a message costs when written for the wrong distribution.")
            .formula("\\sum_i y_i \\ln \\frac{y_i}{p_i}")
            .notes("Both are probabilities; where the label is 0 its term is 0.")
            .source("Kullback and Leibler 1951")
            .port("probability", "the distribution of the model", "-\\frac{y}{p}")
            .port("label", "the right distribution", "1 + \\ln \\frac{y}{p}")
            .torch("torch.{setting:reduction}(torch.xlogy({label}, {label} / {probability}))")
            .jax(
                "jnp.{setting:reduction}(jax.scipy.special.xlogy({label}, {label} / "
                    + "{probability}))")
            .keras(
                "keras.ops.{setting:reduction}({label} * keras.ops.log({label} / "
                    + "{probability}))")
            .onnx(
                "{?reduction=mean|ReduceMean|ReduceSum}(Where(Equal({label}, 0), 0, "
                    + "Mul({label}, Log(Div({label}, {probability})))), [{axes:probability}], "
                    + "keepdims=0)")
            .example(vector(0.25, 0.25, 0.5), vector(0.5, 0.25, 0.25))
            .example(Tensor.scalar(0.4), Tensor.scalar(0.6))
            .example(Map.of("reduction", "mean"), vector(0.25, 0.75), vector(0.5, 0.5)),
        Prediction.Rule.NONE);
  }

  @Override
  double loss(double p, double label, Settings settings) {
    return label == 0 ? 0 : label * (Elementary.log(label) - Elementary.log(p));
  }

  @Override
  double partial(int port, double p, double label, Settings settings) {
    if (port == 0) {
      return label == 0 ? 0 : -label / p;
    }
    return 1 + Elementary.log(label) - Elementary.log(p);
  }
}
