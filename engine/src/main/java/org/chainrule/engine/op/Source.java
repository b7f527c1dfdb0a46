package org.chainrule.engine.op;

import java.util.List;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A node that nothing flows into. Its shape is that of its {@code value}, or its {@code shape}
 * setting; without either it is the number 1. A value of one number beside a shape fills it.
 */
public abstract class Source implements Op {

  /** The literal value. */
  protected static final Setting VALUE =
      Setting.tensor("value", "Value", "A number, or nested lists of numbers.");

  /** The shape, where no value gives it. */
  protected static final Setting SHAPE =
      Setting.shape("shape", "Shape", "The lengths of the axes, where no value gives them.");

  private final OpInfo info;

  protected Source(OpInfo info) {
    this.info = info;
  }

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Tensor value = settings.tensor("value");
    Shape shape = settings.shape("shape");
    if (value != null && shape != null && value.size() != 1 && !value.shape().equals(shape)) {
      return new Inferred.Misfit(
          "",
          "a value of shape " + shape,
          "one of shape " + value.shape(),
          "Leave one of the two out.");
    }
    if (shape != null) {
      return Inferred.fits(shape);
    }
    return Inferred.fits(value != null ? value.shape() : Shape.SCALAR);
  }

  /**
   * The value with which an evaluation starts, or null where only the person or a data set can give
   * one.
   *
   * @param shape the inferred shape
   * @param stream names the node, so that equal settings draw different random numbers in different
   *     nodes
   */
  public @Nullable Tensor value(Settings settings, Shape shape, String stream) {
    Tensor value = settings.tensor("value");
    if (value == null) {
      return settings.shape("shape") == null ? Tensor.scalar(1) : null;
    }
    return value.size() == 1 && !value.shape().equals(shape)
        ? Tensor.filled(shape, value.at(0))
        : value;
  }

  /** How many classes the value names, or 0 where it is a quantity. */
  public int classes(Settings settings) {
    return 0;
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    throw new IllegalStateException("expected a bound value; a source computes nothing");
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    throw new IllegalStateException("expected no port; a source has none");
  }
}
