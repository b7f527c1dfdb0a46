package org.chainrule.engine.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.ScalarFunction;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass: one walk from the loss against the wires. Each port contributes to the
 * gradient of what feeds it, and the contributions are kept apart, so that {@code x * x} shows two.
 * Nothing is computed twice.
 */
public final class Gradients {

  /** The most numbers that a local Jacobian is shown with. */
  private static final int JACOBIAN_LIMIT = 1_000_000;

  private static final @Nullable Tensor[] NONE = {};

  private final Evaluation evaluation;
  private final @Nullable Tensor[] gradients;
  private final List<@Nullable Tensor[]> contributions = new ArrayList<>();
  private final boolean[] varies;

  private Gradients(Evaluation evaluation, int free) {
    this.evaluation = evaluation;
    int count = evaluation.plan().steps().size();
    gradients = new @Nullable Tensor[count];
    varies = new boolean[count];
    for (int i = 0; i < count; i++) {
      Plan.Step step = evaluation.plan().steps().get(i);
      contributions.add(
          step.inputs().isEmpty() ? NONE : new @Nullable Tensor[step.inputs().size()]);
      varies[i] = i == free || varies(step);
    }
  }

  /**
   * The gradients of one step, which holds a single number, with respect to every step before it.
   */
  public static Gradients of(Evaluation evaluation, int loss) {
    Tensor value = loss < 0 ? null : evaluation.value(loss);
    return value == null
        ? new Gradients(evaluation, -1)
        : of(evaluation, loss, Tensor.filled(value.shape(), 1), -1);
  }

  /**
   * The vector-Jacobian products of one step with respect to every step before it.
   *
   * @param upstream the weight of each entry of the step, of its shape
   * @param last where the walk ends: it gets its gradient even where it never changes, and what
   *     lies before it gets none
   */
  static Gradients of(Evaluation evaluation, int step, Tensor upstream, int last) {
    Gradients gradients = new Gradients(evaluation, last);
    gradients.gradients[step] = upstream;
    for (int i = step; i > last; i--) {
      gradients.propagate(i);
    }
    return gradients;
  }

  /** Whether a change could reach the step: constants and class labels do not change. */
  private boolean varies(Plan.Step step) {
    if (step.op() instanceof Source source) {
      return step.op().info().role() != Role.CONSTANT && source.classes(step.settings()) == 0;
    }
    for (int input : step.inputs()) {
      if (varies[input]) {
        return true;
      }
    }
    return false;
  }

  private void propagate(int index) {
    Tensor upstream = gradients[index];
    if (upstream == null) {
      return;
    }
    Plan.Step step = evaluation.plan().steps().get(index);
    Op.Point at = step.inputs().isEmpty() ? null : evaluation.point(index);
    for (int port = 0; at != null && port < step.inputs().size(); port++) {
      int input = step.inputs().get(port);
      if (!varies[input]) {
        continue;
      }
      Tensor contribution = step.op().vjp(port, upstream, at);
      contributions.get(index)[port] = contribution;
      if (contribution != null) {
        Tensor sum = gradients[input];
        gradients[input] = sum == null ? contribution : sum.plus(contribution);
      }
    }
  }

  /** Whether a change could reach the step: constants and class labels do not change. */
  public boolean varies(int step) {
    return varies[step];
  }

  /**
   * The gradient of the loss with respect to a step, of the step's shape; null where the loss does
   * not depend on it.
   */
  public @Nullable Tensor gradient(int step) {
    return gradients[step];
  }

  /**
   * What one port adds to the gradient of the step that feeds it; null where nothing flows back.
   */
  public @Nullable Tensor contribution(int step, int port) {
    return contributions.get(step)[port];
  }

  /**
   * The local derivative of a step with respect to one port: for a function of each number the
   * partial derivatives in the shape of the output, else the Jacobian with one row for each output
   * and one column for each input. Null where the port does not vary, has no derivative, or the
   * Jacobian would be too large to show.
   */
  public @Nullable Tensor localDerivative(int index, int port) {
    Plan.Step step = evaluation.plan().steps().get(index);
    if (evaluation.value(index) == null || !varies[step.inputs().get(port)]) {
      return null;
    }
    Op.Point at = evaluation.point(index);
    Kernel kernel = step.op().kernel(evaluation.plan().inputShapes(step), step.settings());
    if (kernel instanceof Kernel.Elementwise elementwise) {
      return partials(elementwise.function(), port, at);
    }
    return jacobian(step.op(), port, at);
  }

  private static Tensor partials(ScalarFunction function, int port, Op.Point at) {
    Shape shape = at.output().shape();
    Tensor a = at.inputs().get(0).broadcastTo(shape);
    Tensor b = at.inputs().size() > 1 ? at.inputs().get(1).broadcastTo(shape) : a;
    double[] out = new double[shape.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = function.partial(port, a.at(i), b.at(i), at.output().at(i));
    }
    return Tensor.of(shape, out);
  }

  private static @Nullable Tensor jacobian(Op op, int port, Op.Point at) {
    int rows = at.output().size();
    int columns = at.inputs().get(port).size();
    if ((long) rows * columns > JACOBIAN_LIMIT) {
      return null;
    }
    double[] out = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      double[] unit = new double[rows];
      unit[row] = 1;
      Tensor product = op.vjp(port, Tensor.of(at.output().shape(), unit), at);
      if (product == null) {
        return null;
      }
      System.arraycopy(product.toArray(), 0, out, row * columns, columns);
    }
    return Tensor.of(Shape.of(rows, columns), out);
  }
}
