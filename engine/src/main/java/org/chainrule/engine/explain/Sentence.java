package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The sentence that a teacher would say at a node, made from its part in the graph and its slope.
 */
final class Sentence {
  /** Below this slope a curve counts as nearly flat. */
  private static final double FLAT = 0.05;

  private Sentence() {}

  static String of(Evaluation evaluation, Gradients gradients, int index) {
    Plan.Step step = evaluation.plan().steps().get(index);
    Tensor value = evaluation.value(index);
    String name = step.label();
    if (value == null) {
      return name + " has no value yet, so there is nothing to explain.";
    }
    if (index == evaluation.plan().loss()) {
      return "The backward pass starts at "
          + name
          + " with 1, its slope with respect to itself; here it is "
          + value(value)
          + ".";
    }
    Role role = step.op().info().role();
    if (role == Role.CONSTANT) {
      return "A constant never changes, so no gradient is kept for it.";
    }
    Tensor gradient = gradients.gradient(index);
    if (gradient == null) {
      return "The loss does not depend on " + name + ", so no gradient reaches it.";
    }
    if (step.inputs().isEmpty()) {
      return source(name, gradient, uses(evaluation.plan(), index));
    }
    return operation(evaluation, gradients, index);
  }

  /** A number, or the shape of what is no single number. */
  static String value(Tensor value) {
    return value.size() == 1 ? NumberTex.decimal(value.at(0)) : "of shape " + value.shape();
  }

  private static int uses(Plan plan, int index) {
    int uses = 0;
    for (Plan.Step step : plan.steps()) {
      for (int input : step.inputs()) {
        uses += input == index ? 1 : 0;
      }
    }
    return uses;
  }

  private static String source(String name, Tensor gradient, int uses) {
    String paths = uses < 2 ? "" : ", summed over the " + uses + " places where it is used";
    if (gradient.size() > 1) {
      int largest = 0;
      for (int i = 0; i < gradient.size(); i++) {
        if (Math.abs(gradient.at(i)) > Math.abs(gradient.at(largest))) {
          largest = i;
        }
      }
      return "Each of the "
          + gradient.size()
          + " numbers of "
          + name
          + " has its own slope; the steepest is "
          + NumberTex.decimal(gradient.at(largest))
          + paths
          + ".";
    }
    double slope = gradient.at(0);
    if (slope == 0) {
      return "Nudging " + name + " leaves the loss where it is: its gradient is 0" + paths + ".";
    }
    return "Raising "
        + name
        + " a little "
        + (slope > 0 ? "raises" : "lowers")
        + " the loss: its gradient is "
        + NumberTex.decimal(slope)
        + paths
        + ".";
  }

  /** How an operation hands its gradient on to what feeds it. */
  static String operation(Evaluation evaluation, Gradients gradients, int index) {
    Plan.Step step = evaluation.plan().steps().get(index);
    Kernel kernel = step.op().kernel(evaluation.plan().inputShapes(step), step.settings());
    String name = step.label();
    if (kernel instanceof Kernel.Matmul) {
      return name + " sends the gradient back to each factor through the other one, transposed.";
    }
    if (kernel instanceof Kernel.Sum sum) {
      return sum.mean()
          ? name + " shares the gradient out: every entry gets the same part of it."
          : name + " passes its gradient on to every entry that it added up.";
    }
    List<Integer> ports = new ArrayList<>();
    for (int port = 0; port < step.inputs().size(); port++) {
      if (gradients.contribution(index, port) != null) {
        ports.add(port);
      }
    }
    if (ports.isEmpty()) {
      return name + " passes no gradient on: nothing before it can change.";
    }
    if (!(kernel instanceof Kernel.Elementwise)) {
      if (step.shape().isScalar()) {
        return name + " gives every entry that flows in a slope of its own.";
      }
      return name
          + " sends the gradient back through its Jacobian, each output weighing each input.";
    }
    return ports.size() == 1
        ? single(
            name,
            step.op(),
            evaluation.point(index),
            gradients.localDerivative(index, ports.get(0)))
        : several(name, step, gradients, index, ports);
  }

  private static String single(String name, Op op, Op.Point at, @Nullable Tensor slopes) {
    String because = op.because(at);
    String reason = because.isEmpty() ? "" : " because " + because;
    if (slopes == null) {
      return name + " passes the gradient on.";
    }
    int open = 0;
    int shut = 0;
    for (int i = 0; i < slopes.size(); i++) {
      open += slopes.at(i) == 1 ? 1 : 0;
      shut += slopes.at(i) == 0 ? 1 : 0;
    }
    if (open == slopes.size()) {
      return name + " passes the gradient on" + (reason.isEmpty() ? " unchanged" : reason) + ".";
    }
    if (shut == slopes.size()) {
      return name + " stops the gradient" + (reason.isEmpty() ? ": it is flat here" : reason) + ".";
    }
    if (open + shut == slopes.size()) {
      String tail = because.isEmpty() ? "" : "; " + because;
      return name
          + " passes the gradient on in "
          + open
          + " of "
          + slopes.size()
          + " places"
          + tail
          + ".";
    }
    if (slopes.size() > 1) {
      return name + " multiplies the gradient in each place by its slope there.";
    }
    double slope = slopes.at(0);
    String tail = Math.abs(slope) < FLAT ? ": it is nearly flat here" : "";
    return name + " multiplies the gradient by its slope, " + NumberTex.decimal(slope) + tail + ".";
  }

  private static String several(
      String name, Plan.Step step, Gradients gradients, int index, List<Integer> ports) {
    List<String> shares = new ArrayList<>();
    boolean unchanged = true;
    boolean flat = true;
    boolean scalar = step.shape().isScalar();
    for (int port : ports) {
      Tensor slope = gradients.localDerivative(index, port);
      scalar &= slope != null && slope.size() == 1;
      for (int i = 0; slope != null && i < slope.size(); i++) {
        unchanged &= slope.at(i) == 1;
        flat &= slope.at(i) == 0;
      }
      String factor = slope == null ? "its slope" : NumberTex.decimal(slope.at(0));
      shares.add(factor + " for " + step.op().info().ports().get(port).name());
    }
    if (flat) {
      return name + " stops the gradient: it is flat here.";
    }
    if (unchanged) {
      return name + " hands the same gradient to each of its inputs.";
    }
    return scalar
        ? name + " multiplies the gradient by " + String.join(" and by ", shares) + "."
        : name + " multiplies the gradient for each input by the slope towards it, place by place.";
  }
}
