package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A loss of one score for each class against a class index, counted from 0, or a distribution over
 * the classes.
 */
abstract class ClassLoss implements Op {
  private final OpInfo info;

  ClassLoss(OpInfo.Builder info) {
    this.info =
        info.category(Category.LOSS)
            .role(Role.LOSS)
            .rejects("one axis", Shape.SCALAR, Shape.SCALAR)
            .rejects("class index", Shape.of(3), Shape.of(4))
            .build();
  }

  /** What each class would cost if it were the right one. */
  abstract double[] costs(Tensor scores);

  /**
   * The gradient of the loss in the scores.
   *
   * @param target how much of the label falls on each class
   */
  abstract double[] gradient(Tensor scores, double[] target);

  /** How the scores become probabilities. */
  Prediction.Certainty certainty() {
    return Prediction.Certainty.SOFTMAX;
  }

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Prediction prediction() {
    return new Prediction(0, 1, Prediction.Rule.ARGMAX, certainty());
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    Shape scores = inputs.get(0);
    Shape label = inputs.get(1);
    if (scores.rank() != 1 || scores.count() == 0) {
      return new Inferred.Misfit(
          info.ports().get(0).name(),
          "scores along one axis, one for each class",
          scores.isScalar() ? "a single number" : "shape " + scores,
          "For two classes and one score use binary cross-entropy.");
    }
    if (!label.isScalar() && !label.equals(scores)) {
      return new Inferred.Misfit(
          "label",
          "a class index, or a distribution of shape " + scores,
          "shape " + label,
          "Write the label as label(classes=" + scores.dim(0) + ").");
    }
    return Inferred.fits(Shape.SCALAR);
  }

  /** How much of a label falls on each class; null where it is an index that names none. */
  private static double @Nullable [] target(Tensor label, int classes) {
    if (!label.shape().isScalar()) {
      return label.toArray();
    }
    double index = label.item();
    if (!(index >= 0 && index < classes && index == Math.floor(index))) {
      return null;
    }
    double[] target = new double[classes];
    target[(int) index] = 1;
    return target;
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    double[] costs = costs(inputs.get(0));
    double[] target = target(inputs.get(1), costs.length);
    double loss = target == null ? Double.NaN : 0;
    for (int j = 0; target != null && j < costs.length; j++) {
      loss += target[j] == 0 ? 0 : target[j] * costs[j];
    }
    return Tensor.scalar(loss);
  }

  @Override
  public final @Nullable Tensor vjp(int port, Tensor upstream, Point at) {
    Tensor scores = at.inputs().get(0);
    Tensor label = at.inputs().get(1);
    if (port == 1) {
      return label.shape().isScalar()
          ? null
          : Tensor.of(label.shape(), costs(scores)).times(upstream.item());
    }
    double[] target = target(label, scores.size());
    return target == null
        ? Tensor.filled(scores.shape(), Double.NaN)
        : Tensor.of(scores.shape(), gradient(scores, target)).times(upstream.item());
  }
}
