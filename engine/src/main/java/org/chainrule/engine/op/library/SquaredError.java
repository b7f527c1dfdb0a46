package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.tensor.Tensor;

/** The square of the difference between prediction and label. */
final class SquaredError extends PairwiseLoss {
  SquaredError() {
    super(
        OpInfo.of("squared_error", "Squared error")
            .symbol("(ŷ−y)²")
            .summary("How far the prediction is from the label, squared.")
            .formula("\\sum_i (\\hat{y}_i - y_i)^2")
            .notes("Without the factor 1/2 that some books put in front.")
            .port("prediction", "what the model says", "2 (\\hat{y} - y)")
            .port("label", "what is right", "-2 (\\hat{y} - y)")
            .example(Tensor.scalar(0.4), Tensor.scalar(1))
            .example(vector(1, -2, 0.5), vector(0.5, 1, 2))
            .example(Map.of("reduction", "mean"), vector(1, -2, 0.5), vector(0.5, 1, 2)),
        Prediction.Rule.NONE);
  }

  @Override
  public double apply(double prediction, double label) {
    double error = prediction - label;
    return error * error;
  }

  @Override
  public double partial(int port, double prediction, double label, double y) {
    return (port == 0 ? 2 : -2) * (prediction - label);
  }
}
