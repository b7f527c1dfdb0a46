package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** A price on the size of parameters: a sum over every entry of all of them, times a weight. */
abstract class Regularizer implements Op {
  private final OpInfo info;

  Regularizer(OpInfo.Builder info, String derivative) {
    this.info =
        info.category(Category.REGULARIZER)
            .port("w1", "a parameter to keep small", derivative)
            .optionalPorts("w", 2, 8, "another parameter to keep small", derivative)
            .setting(Setting.number("weight", "Weight λ", 0.01, 0, 1e9, "How much size costs."))
            .example(vector(1, -2, 0.5))
            .example(Map.of("weight", 0.5), matrix(2, 2, 1, -2, 0.5, 3), Tensor.scalar(-1))
            .build();
  }

  /** The price of one entry at weight 1. */
  abstract double price(double w);

  /** Its derivative. */
  abstract double slope(double w);

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Inferred infer(List<Shape> inputs, Settings settings) {
    return Inferred.fits(Shape.SCALAR);
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    double sum = 0;
    for (Tensor parameter : inputs) {
      sum += parameter.map(this::price).sumTo(Shape.SCALAR).item();
    }
    return Tensor.scalar(settings.number("weight") * sum);
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    double g = upstream.item() * at.settings().number("weight");
    return at.inputs().get(port).map(w -> g * slope(w));
  }
}
