package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** Cross-entropy of a label and probabilities. */
final class CrossEntropy extends ClassLoss {
  CrossEntropy() {
    super(
        OpInfo.of("cross_entropy", "Cross-entropy of probabilities")
            .symbol("CE p")
            .summary(
                "How surprised a model that gives each class a probability is by the right one.")
            .formula("-\\sum_j y_j \\ln p_j")
            .notes("From logits it is computed more exactly by softmax cross-entropy.")
            .port("probabilities", "one for each class, adding up to 1", "-\\frac{y_j}{p_j}")
            .port("label", "the right class, or a distribution", "-\\ln p_j")
            .torch(
                "{?label:0|-torch.log({probabilities}[{label}.long()])|-torch.sum(torch.xlogy({"
                    + "label}, {probabilities}))}")
            .jax(
                "{?label:0|-jnp.log({probabilities}[{label}.astype(int)])|-jnp.sum(jax.scipy.sp"
                    + "ecial.xlogy({label}, {probabilities}))}")
            .keras(
                "{?label:0|-keras.ops.log(keras.ops.take({probabilities}, "
                    + "keras.ops.cast({label}, \"int32\")))|-keras.ops.sum({label} * "
                    + "keras.ops.log({probabilities}))}")
            .onnx(
                "Neg(ReduceSum(Where(Equal({?label:0|OneHot(Cast({label}, to=7), "
                    + "[{size:probabilities}], [0.0, 1.0])|{label}}, 0), 0, "
                    + "Mul({?label:0|OneHot(Cast({label}, to=7), [{size:probabilities}], [0.0, "
                    + "1.0])|{label}}, Log({probabilities}))), [-1], keepdims=0))")
            .example(vector(0.2, 0.5, 0.3), Tensor.scalar(2))
            .example(vector(0.2, 0.5, 0.3), vector(0.25, 0.5, 0.25)));
  }

  @Override
  Prediction.Certainty certainty() {
    return Prediction.Certainty.PROBABILITY;
  }

  @Override
  double[] costs(Tensor probabilities) {
    return probabilities.map(p -> -Elementary.log(p)).toArray();
  }

  @Override
  double[] gradient(Tensor probabilities, double[] target) {
    double[] out = new double[target.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = target[j] == 0 ? 0 : -target[j] / probabilities.at(j);
    }
    return out;
  }
}
