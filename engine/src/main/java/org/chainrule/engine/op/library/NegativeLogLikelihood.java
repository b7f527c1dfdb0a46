package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.tensor.Tensor;

/** Minus the log-probability of the right class. */
final class NegativeLogLikelihood extends ClassLoss {
  NegativeLogLikelihood() {
    super(
        OpInfo.of("negative_log_likelihood", "Negative log likelihood")
            .symbol("NLL")
            .summary("Minus the log-probability of the right class, as log softmax gives it.")
            .formula("-\\sum_j y_j \\ell_j")
            .port("log_probabilities", "one for each class", "-y_j")
            .port("label", "the right class, or a distribution", "-\\ell_j")
            .torch(
                "{?label:0|-{log_probabilities}[{label}.long()]|-torch.sum({label} * "
                    + "{log_probabilities})}")
            .jax(
                "{?label:0|-{log_probabilities}[{label}.astype(int)]|-jnp.sum({label} * "
                    + "{log_probabilities})}")
            .keras(
                "{?label:0|-keras.ops.take({log_probabilities}, keras.ops.cast({label}, "
                    + "\"int32\"))|-keras.ops.sum({label} * {log_probabilities})}")
            .onnx(
                "Neg(ReduceSum(Mul({?label:0|OneHot(Cast({label}, to=7), "
                    + "[{size:log_probabilities}], [0.0, 1.0])|{label}}, {log_probabilities}), [-1], "
                    + "keepdims=0))")
            .example(vector(-1.6, -0.7, -1.2), Tensor.scalar(2))
            .example(vector(-1.6, -0.7, -1.2), vector(0.25, 0.5, 0.25)));
  }

  @Override
  double[] costs(Tensor logProbabilities) {
    return logProbabilities.times(-1).toArray();
  }

  @Override
  double[] gradient(Tensor logProbabilities, double[] target) {
    double[] out = new double[target.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = -target[j];
    }
    return out;
  }
}
