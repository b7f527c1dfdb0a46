package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Tensor;

/** The distance between prediction and label. */
final class AbsoluteError extends PairwiseLoss {
  AbsoluteError() {
    super(
        OpInfo.of("absolute_error", "Absolute error")
            .symbol("|ŷ−y|")
            .summary(
                "How far the prediction is from the label; outliers weigh less than when squared.")
            .formula("\\sum_i |\\hat{y}_i - y_i|")
            .notes("Where both are equal the derivative is taken as 0, as PyTorch does.")
            .port("prediction", "what the model says", "\\operatorname{sign}(\\hat{y} - y)")
            .port("label", "what is right", "-\\operatorname{sign}(\\hat{y} - y)")
            .torch("F.l1_loss({prediction}, {label}, reduction=\"{setting:reduction}\")")
            .jax("jnp.{setting:reduction}(jnp.abs({prediction} - {label}))")
            .keras("keras.ops.{setting:reduction}(keras.ops.abs({prediction} - {label}))")
            .onnx(
                "{?reduction=mean|ReduceMean|ReduceSum}(Abs(Sub({prediction}, {label})), "
                    + "[{axes:prediction}], keepdims=0)")
            .example(Tensor.scalar(0.4), Tensor.scalar(1))
            .example(vector(1, -2, 0.5), vector(0.5, 1, 2))
            .example(Map.of("reduction", "mean"), vector(1, -2, 0.5), vector(0.5, 1, 2)),
        Prediction.Rule.NONE);
  }

  @Override
  double loss(double prediction, double label, Settings settings) {
    return Math.abs(prediction - label);
  }

  @Override
  double partial(int port, double prediction, double label, Settings settings) {
    double sign = Math.signum(prediction - label);
    return port == 0 ? sign : -sign;
  }
}
