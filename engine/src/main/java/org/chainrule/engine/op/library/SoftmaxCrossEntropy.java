package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Cross-entropy of a label and the softmax of logits, in one stable step. */
final class SoftmaxCrossEntropy implements Op {
  private static final OpInfo INFO =
      OpInfo.of("softmax_cross_entropy", "Softmax cross-entropy")
          .symbol("CE")
          .category(Category.LOSS)
          .role(Role.LOSS)
          .summary(
              "How surprised a model that chooses among classes is by the right one, from its logits.")
          .formula("-\\sum_j y_j \\ln \\frac{e^{z_j}}{\\sum_k e^{z_k}}")
          .notes("The label is a class index, counted from 0, or a distribution over the classes.")
          .port("logits", "one score for each class", "\\mathrm{softmax}(z) - y")
          .port("label", "the right class, or a distribution", "-\\ln \\mathrm{softmax}(z)")
          .example(vector(1, -2, 0.5), Tensor.scalar(2))
          .example(vector(1, -2, 0.5), vector(0.25, 0.5, 0.25))
          .example(vector(800, -2, 0.5), Tensor.scalar(1))
          .rejects("one axis", Shape.SCALAR, Shape.SCALAR)
          .rejects("class index", Shape.of(3), Shape.of(4))
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Prediction prediction() {
    return new Prediction(0, 1, Prediction.Rule.ARGMAX);
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape logits = inputs.get(0);
    Shape label = inputs.get(1);
    if (logits.rank() != 1 || logits.count() == 0) {
      return new Inferred.Misfit(
          "logits",
          "scores along one axis, one for each class",
          logits.isScalar() ? "a single number" : "shape " + logits,
          "For two classes and one score use binary cross-entropy.");
    }
    if (!label.isScalar() && !label.equals(logits)) {
      return new Inferred.Misfit(
          "label",
          "a class index, or a distribution of shape " + logits,
          "shape " + label,
          "Write the label as label(classes=" + logits.dim(0) + ").");
    }
    return Inferred.fits(Shape.SCALAR);
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor logits = inputs.get(0);
    Tensor label = inputs.get(1);
    double total = LogSumExp.of(logits, 0, logits.size());
    if (label.shape().isScalar()) {
      int right = classOf(label, logits);
      return Tensor.scalar(right < 0 ? Double.NaN : total - logits.at(right));
    }
    double loss = 0;
    for (int j = 0; j < logits.size(); j++) {
      loss += label.at(j) == 0 ? 0 : label.at(j) * (total - logits.at(j));
    }
    return Tensor.scalar(loss);
  }

  /** The class that a label names, or -1 where there is none such. */
  private static int classOf(Tensor label, Tensor logits) {
    double value = label.item();
    return value >= 0 && value < logits.size() && value == Math.floor(value) ? (int) value : -1;
  }

  @Override
  public @Nullable Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor logits = at.inputs().get(0);
    Tensor label = at.inputs().get(1);
    boolean index = label.shape().isScalar();
    if (port == 1 && index) {
      return null;
    }
    double total = LogSumExp.of(logits, 0, logits.size());
    double mass = index ? 1 : label.sumTo(Shape.SCALAR).item();
    int right = index ? classOf(label, logits) : -1;
    double[] out = new double[logits.size()];
    for (int j = 0; j < out.length; j++) {
      double target = index ? (j == right ? 1 : 0) : label.at(j);
      out[j] =
          upstream.item()
              * (port == 0
                  ? Elementary.exp(logits.at(j) - total) * mass - target
                  : total - logits.at(j));
    }
    return Tensor.of(logits.shape(), out);
  }

  @Override
  public Kernel kernel(List<Shape> inputs, Settings settings) {
    return inputs.get(1).isScalar() ? new Kernel.SoftmaxCrossEntropy() : new Kernel.PerExample();
  }
}
