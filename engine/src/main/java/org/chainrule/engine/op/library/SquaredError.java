package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Tensor;

/** The square of the difference between prediction and label. */
final class SquaredError extends PairwiseLoss {
  SquaredError() {
    super(
        OpInfo.of("squared_error", "Squared error")
            .symbol("(ŷ−y)²")
            .summary("How far the prediction is from the label, squared.")
            .formula("\\sum_i (\\hat{y}_i - y_i)^2")
            .notes(
                "Some books put 1/2 in front, so that the 2 of the derivative cancels; set the factor for that.")
            .port("prediction", "what the model says", "2 (\\hat{y} - y)")
            .port("label", "what is right", "-2 (\\hat{y} - y)")
            .setting(
                Setting.choice(
                    "factor", "Factor", "What stands in front of the square.", "1", "1/2"))
            .torch(
                "{?factor=1/2|0.5 * |}F.mse_loss({prediction}, {label}, "
                    + "reduction=\"{setting:reduction}\")")
            .jax("{?factor=1/2|0.5 * |}jnp.{setting:reduction}(({prediction} - {label}) ** 2)")
            .keras(
                "{?factor=1/2|0.5 * |}keras.ops.{setting:reduction}(({prediction} - {label}) "
                    + "** 2)")
            .onnx(
                "{?factor=1/2|Mul(0.5, |}{?reduction=mean|ReduceMean|ReduceSum}(Mul(Sub({predic"
                    + "tion}, {label}), Sub({prediction}, {label})), [{axes:prediction}], "
                    + "keepdims=0){?factor=1/2|)|}")
            .example(Tensor.scalar(0.4), Tensor.scalar(1))
            .example(Map.of("factor", "1/2"), Tensor.scalar(0.4), Tensor.scalar(1))
            .example(vector(1, -2, 0.5), vector(0.5, 1, 2))
            .example(Map.of("reduction", "mean"), vector(1, -2, 0.5), vector(0.5, 1, 2)),
        Prediction.Rule.NONE);
  }

  @Override
  double loss(double prediction, double label, Settings settings) {
    double error = prediction - label;
    return factor(settings) * error * error;
  }

  @Override
  double partial(int port, double prediction, double label, Settings settings) {
    return (port == 0 ? 2 : -2) * factor(settings) * (prediction - label);
  }

  private static double factor(Settings settings) {
    return settings.choice("factor").equals("1/2") ? 0.5 : 1;
  }
}
