package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** Binary cross-entropy of a label and a probability. */
final class BinaryCrossEntropy extends PairwiseLoss {
  BinaryCrossEntropy() {
    super(
        OpInfo.of("binary_cross_entropy", "Binary cross-entropy of a probability")
            .symbol("BCE p")
            .summary(
                "How surprised a model that gives the probability of yes is by the right answer.")
            .formula("-y \\ln p - (1 - y) \\ln (1 - p)")
            .notes(
                "At p = 0 or 1 a wrong answer costs infinitely much. From a logit it is computed more exactly.")
            .port("probability", "the probability of yes", "\\frac{1 - y}{1 - p} - \\frac{y}{p}")
            .port("label", "1 for yes, 0 for no, or a probability", "\\ln (1 - p) - \\ln p")
            .torch(
                "F.binary_cross_entropy({probability}, {label}, "
                    + "reduction=\"{setting:reduction}\")")
            .jax(
                "-jnp.{setting:reduction}({label} * jnp.log({probability}) + (1 - {label}) * "
                    + "jnp.log1p(-{probability}))")
            .keras(
                "-keras.ops.{setting:reduction}({label} * keras.ops.log({probability}) + (1 - "
                    + "{label}) * keras.ops.log1p(-{probability}))")
            .onnx(
                "Neg({?reduction=mean|ReduceMean|ReduceSum}(Add(Where(Equal({label}, 0), 0, "
                    + "Mul({label}, Log({probability}))), Where(Equal({label}, 1), 0, Mul(Sub(1, "
                    + "{label}), Log(Sub(1, {probability}))))), [{axes:probability}], keepdims=0))")
            .example(Tensor.scalar(0.4), Tensor.scalar(1))
            .example(vector(0.3, 0.9, 0.5), vector(0, 1, 0.25))
            .example(Map.of("reduction", "mean"), vector(0.3, 0.9, 0.5), vector(0, 1, 1)),
        Prediction.Rule.HALF);
  }

  @Override
  Prediction.Certainty certainty() {
    return Prediction.Certainty.PROBABILITY;
  }

  @Override
  double loss(double p, double label, Settings settings) {
    double yes = label == 0 ? 0 : label * Elementary.log(p);
    double no = label == 1 ? 0 : (1 - label) * Elementary.log1p(-p);
    return -yes - no;
  }

  @Override
  double partial(int port, double p, double label, Settings settings) {
    if (port == 0) {
      double no = label == 1 ? 0 : (1 - label) / (1 - p);
      return label == 0 ? no : no - label / p;
    }
    return Elementary.log1p(-p) - Elementary.log(p);
  }
}
