package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.ScalarFunction;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * A loss that compares prediction and label entry by entry and adds the entries up. The two must
 * have the same shape: stretching one to the other is a common mistake, not a wish.
 */
abstract class PairwiseLoss implements Op {
  private final OpInfo info;
  private final Prediction.Rule rule;

  PairwiseLoss(OpInfo.Builder info, Prediction.Rule rule) {
    this.rule = rule;
    this.info =
        info.category(Category.LOSS)
            .role(Role.LOSS)
            .setting(
                Setting.choice(
                    "reduction",
                    "Reduction",
                    "Whether the entries of one example are summed or averaged.",
                    "sum",
                    "mean"))
            .rejects("same shape", Shape.of(3), Shape.SCALAR)
            .rejects("same shape", Shape.of(3), Shape.of(2))
            .build();
  }

  /** The loss of one entry. */
  abstract double loss(double prediction, double label, Settings settings);

  /**
   * Its partial derivative.
   *
   * @param port 0 for the prediction, 1 for the label
   */
  abstract double partial(int port, double prediction, double label, Settings settings);

  /** How the prediction says how sure the model is. */
  Prediction.Certainty certainty() {
    return Prediction.Certainty.NONE;
  }

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Prediction prediction() {
    return new Prediction(0, 1, rule, certainty());
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    if (inputs.get(0).equals(inputs.get(1))) {
      return Inferred.fits(Shape.SCALAR);
    }
    return new Inferred.Misfit(
        info.ports().get(1).name(),
        "the same shape as the prediction, " + inputs.get(0),
        "shape " + inputs.get(1),
        "Give the label the shape of the prediction.");
  }

  private static double factor(Shape shape, Settings settings) {
    return settings.choice("reduction").equals("mean") ? 1.0 / shape.size() : 1;
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor losses =
        Tensor.zip(
            inputs.get(0), inputs.get(1), (prediction, label) -> loss(prediction, label, settings));
    return losses.sumTo(Shape.SCALAR).times(factor(losses.shape(), settings));
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Shape shape = at.inputs().get(0).shape();
    double g = upstream.item() * factor(shape, at.settings());
    return Tensor.zip(
        at.inputs().get(0),
        at.inputs().get(1),
        (prediction, label) -> g * partial(port, prediction, label, at.settings()));
  }

  @Override
  public final Kernel kernel(List<Shape> inputs, Settings settings) {
    return inputs.get(0).isScalar()
        ? new Kernel.Elementwise(new Entry(this, settings))
        : new Kernel.PerExample();
  }

  /** The loss of one entry as a function of two numbers. */
  private record Entry(PairwiseLoss op, Settings settings) implements ScalarFunction {
    @Override
    public String id() {
      return op.info.id();
    }

    @Override
    public double apply(double a, double b) {
      return op.loss(a, b, settings);
    }

    @Override
    public double partial(int port, double a, double b, double y) {
      return op.partial(port, a, b, settings);
    }
  }
}
