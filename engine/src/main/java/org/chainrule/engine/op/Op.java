package org.chainrule.engine.op;

import java.util.List;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One operation on the values of a single example. An op is stateless and its rules are pure: same
 * arguments, same bits. All inputs are in the order of its ports.
 */
public interface Op {

  /** How the op presents itself: to people, to the text form and to the tests. */
  OpInfo info();

  /** The shape of the output for these input shapes, or why they do not fit. */
  Inferred infer(List<Shape> inputs, Settings settings);

  /** The output; its shape is the inferred one. */
  Tensor forward(List<Tensor> inputs, Settings settings);

  /**
   * The vector-Jacobian product for one port: the transpose of d output / d input applied to the
   * upstream gradient. Null where no gradient flows into the port, as into a class label.
   *
   * @param port index of the port
   * @param upstream d loss / d output, of the output's shape
   * @param at the point at which the op was evaluated
   * @return d loss / d input through this port alone, of the input's shape
   */
  @Nullable Tensor vjp(int port, Tensor upstream, Point at);

  /**
   * The Jacobian-vector product: how the output moves, to first order, when the inputs move. By
   * default exact and made from the rules above; direct for functions of each number, matrix
   * products and sums.
   *
   * @param tangents for each port in use how its input moves, of the input's shape; null where it
   *     stands still
   * @param at the point at which the op was evaluated
   * @return how the output moves, of its shape; null where no motion reaches it
   */
  default @Nullable Tensor jvp(List<@Nullable Tensor> tangents, Point at) {
    return Pushforward.of(this, tangents, at);
  }

  /**
   * Why the slope is what it is at this point, as a clause that follows "because"; empty where
   * nothing sets the point apart from others.
   */
  default String because(Point at) {
    return "";
  }

  /**
   * How the training executor computes this op over a batch; by default one example at a time
   * through the rules above.
   */
  default Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.PerExample();
  }

  /**
   * Where the prediction stands among this op's ports, for a loss over predictions; null for every
   * other op.
   */
  default @Nullable Prediction prediction() {
    return null;
  }

  /**
   * The point at which an op was evaluated.
   *
   * @param inputs the inputs, in port order
   * @param output what {@link #forward} gave for them
   * @param settings the settings it ran with
   */
  record Point(List<Tensor> inputs, Tensor output, Settings settings) {}
}
