package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Tensor;

/** Squared near the label, straight far from it. */
final class Huber extends PairwiseLoss {
  Huber() {
    super(
        OpInfo.of("huber", "Huber loss")
            .symbol("Huber")
            .summary(
                "Squared near the label and straight far from it, so that outliers do not rule.")
            .formula(
                "\\begin{cases} \\tfrac{1}{2} e^2 & |e| \\le \\delta \\\\ \\delta (|e| - \\tfrac{1}{2} \\delta) & \\text{else} \\end{cases}")
            .notes("Here e is the prediction less the label.")
            .source("Huber 1964")
            .port(
                "prediction", "what the model says", "\\operatorname{clamp}(e, -\\delta, \\delta)")
            .port("label", "what is right", "-\\operatorname{clamp}(e, -\\delta, \\delta)")
            .setting(
                Setting.number("delta", "Delta", 1, 1e-9, 1e9, "How far the squared part reaches."))
            .torch(
                "F.huber_loss({prediction}, {label}, "
                    + "reduction=\"{setting:reduction}\"{?delta=1||, delta={setting:delta}})")
            .jax(
                "jnp.{setting:reduction}(jnp.where(jnp.abs({prediction} - {label}) <= "
                    + "{setting:delta}, 0.5 * ({prediction} - {label}) ** 2, {setting:delta} * "
                    + "(jnp.abs({prediction} - {label}) - 0.5 * {setting:delta})))")
            .keras(
                "keras.ops.{setting:reduction}(keras.ops.where(keras.ops.abs({prediction} - "
                    + "{label}) <= {setting:delta}, 0.5 * ({prediction} - {label}) ** 2, "
                    + "{setting:delta} * (keras.ops.abs({prediction} - {label}) - 0.5 * "
                    + "{setting:delta})))")
            .onnx(
                "{?reduction=mean|ReduceMean|ReduceSum}(Where(LessOrEqual(Abs(Sub({prediction},"
                    + " {label})), {setting:delta}), Mul(0.5, Mul(Sub({prediction}, {label}), "
                    + "Sub({prediction}, {label}))), Mul({setting:delta}, Sub(Abs(Sub({prediction}, "
                    + "{label})), Mul(0.5, {setting:delta})))), [{axes:prediction}], keepdims=0)")
            .example(Tensor.scalar(0.4), Tensor.scalar(1))
            .example(vector(1, -2, 0.5), vector(0.75, 1, 2.5))
            .example(
                Map.of("reduction", "mean", "delta", 0.5), vector(1, -2, 0.5), vector(0.75, 1, 2)),
        Prediction.Rule.NONE);
  }

  @Override
  double loss(double prediction, double label, Settings settings) {
    double error = Math.abs(prediction - label);
    double delta = settings.number("delta");
    return error <= delta ? 0.5 * error * error : delta * (error - 0.5 * delta);
  }

  @Override
  double partial(int port, double prediction, double label, Settings settings) {
    double delta = settings.number("delta");
    double slope = Math.max(-delta, Math.min(delta, prediction - label));
    return port == 0 ? slope : -slope;
  }
}
