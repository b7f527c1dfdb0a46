package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Cross-entropy of a label and the softmax of logits, in one stable step. */
final class SoftmaxCrossEntropy extends ClassLoss {
  SoftmaxCrossEntropy() {
    super(
        OpInfo.of("softmax_cross_entropy", "Softmax cross-entropy")
            .symbol("CE")
            .summary(
                "How surprised a model that chooses among classes is by the right one, from its logits.")
            .formula("-\\sum_j y_j \\ln \\frac{e^{z_j}}{\\sum_k e^{z_k}}")
            .notes(
                "The label is a class index, counted from 0, or a distribution over the classes.")
            .port("logits", "one score for each class", "\\mathrm{softmax}(z) - y")
            .port("label", "the right class, or a distribution", "-\\ln \\mathrm{softmax}(z)")
            .torch("F.cross_entropy({logits}, {label}{?label:0|.long()|})")
            .jax(
                "{?label:0|-jax.nn.log_softmax({logits})[{label}.astype(int)]|-jnp.sum({label} "
                    + "* jax.nn.log_softmax({logits}))}")
            .keras(
                "{?label:0|-keras.ops.take(keras.ops.log_softmax({logits}), "
                    + "keras.ops.cast({label}, \"int32\"))|-keras.ops.sum({label} * "
                    + "keras.ops.log_softmax({logits}))}")
            .onnx(
                "Neg(ReduceSum(Mul({?label:0|OneHot(Cast({label}, to=7), [{size:logits}], "
                    + "[0.0, 1.0])|{label}}, LogSoftmax({logits}, axis=-1)), [-1], keepdims=0))")
            .example(vector(1, -2, 0.5), Tensor.scalar(2))
            .example(vector(1, -2, 0.5), vector(0.25, 0.5, 0.25))
            .example(vector(800, -2, 0.5), Tensor.scalar(1)));
  }

  @Override
  double[] costs(Tensor logits) {
    double total = LogSumExp.of(logits, 0, logits.size());
    double[] costs = new double[logits.size()];
    for (int j = 0; j < costs.length; j++) {
      costs[j] = total - logits.at(j);
    }
    return costs;
  }

  @Override
  double[] gradient(Tensor logits, double[] target) {
    double total = LogSumExp.of(logits, 0, logits.size());
    double mass = 0;
    for (double share : target) {
      mass += share;
    }
    double[] out = new double[target.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = Elementary.exp(logits.at(j) - total) * mass - target[j];
    }
    return out;
  }

  @Override
  public Kernel kernel(List<Shape> inputs, Settings settings) {
    return inputs.get(1).isScalar() ? new Kernel.SoftmaxCrossEntropy() : new Kernel.PerExample();
  }
}
