package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/**
 * Binary cross-entropy of a label and the sigmoid of a logit, in the form that does not overflow.
 */
final class BinaryCrossEntropyWithLogits extends PairwiseLoss {
  BinaryCrossEntropyWithLogits() {
    super(
        OpInfo.of("binary_cross_entropy_with_logits", "Binary cross-entropy")
            .symbol("BCE")
            .summary(
                "How surprised a model that answers yes or no is by the right answer, from its logit.")
            .formula("-y \\ln \\sigma(z) - (1 - y) \\ln (1 - \\sigma(z))")
            .notes("Computed as max(z, 0) - z y + ln(1 + exp(-|z|)), so that no logarithm sees 0.")
            .port("logits", "the logit of yes", "\\sigma(z) - y")
            .port("label", "1 for yes, 0 for no, or a probability", "-z")
            .torch(
                "F.binary_cross_entropy_with_logits({logits}, {label}, "
                    + "reduction=\"{setting:reduction}\")")
            .jax("jnp.{setting:reduction}(jax.nn.softplus({logits}) - {logits} * {label})")
            .keras(
                "keras.ops.{setting:reduction}(keras.ops.softplus({logits}) - {logits} * "
                    + "{label})")
            .onnx(
                "{?reduction=mean|ReduceMean|ReduceSum}(Sub(Softplus({logits}), Mul({logits}, "
                    + "{label})), [{axes:logits}], keepdims=0)")
            .example(Tensor.scalar(0.4), Tensor.scalar(1))
            .example(vector(3, -2, 0.5), vector(0, 1, 0.25))
            .example(Map.of("reduction", "mean"), vector(30, -40, 0.5), vector(0, 1, 1)),
        Prediction.Rule.SIGN);
  }

  @Override
  Prediction.Certainty certainty() {
    return Prediction.Certainty.SIGMOID;
  }

  @Override
  double loss(double logit, double label, Settings settings) {
    return Math.max(logit, 0) - logit * label + Elementary.log1p(Elementary.exp(-Math.abs(logit)));
  }

  @Override
  double partial(int port, double logit, double label, Settings settings) {
    return port == 0 ? Elementary.sigmoid(logit) - label : -logit;
  }
}
