package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Tensor;

/** The loss of a support vector machine. */
final class Hinge extends PairwiseLoss {
  Hinge() {
    super(
        OpInfo.of("hinge", "Hinge loss")
            .symbol("hinge")
            .summary(
                "Nothing where the score is right by a margin of 1, and ever more where it is not.")
            .formula("\\sum_i \\max(0, 1 - y_i s_i)")
            .notes("Labels are 1 and -1. At the corner the derivative is taken as 0.")
            .port(
                "score",
                "positive for yes",
                "\\begin{cases} -y & y s < 1 \\\\ 0 & \\text{else} \\end{cases}")
            .port(
                "label",
                "1 for yes, -1 for no",
                "\\begin{cases} -s & y s < 1 \\\\ 0 & \\text{else} \\end{cases}")
            .torch("torch.{setting:reduction}(torch.relu(1 - {label} * {score}))")
            .jax("jnp.{setting:reduction}(jax.nn.relu(1 - {label} * {score}))")
            .keras("keras.ops.{setting:reduction}(keras.ops.relu(1 - {label} * {score}))")
            .onnx(
                "{?reduction=mean|ReduceMean|ReduceSum}(Relu(Sub(1, Mul({label}, {score}))), "
                    + "[{axes:score}], keepdims=0)")
            .example(Tensor.scalar(0.4), Tensor.scalar(1))
            .example(vector(2, -0.5, 0.5), vector(1, 1, -1))
            .example(Map.of("reduction", "mean"), vector(2, -0.5, 0.5), vector(-1, 1, -1)),
        Prediction.Rule.SIGN);
  }

  @Override
  double loss(double score, double label, Settings settings) {
    return Math.max(0, 1 - label * score);
  }

  @Override
  double partial(int port, double score, double label, Settings settings) {
    if (label * score >= 1) {
      return 0;
    }
    return port == 0 ? -label : -score;
  }
}
