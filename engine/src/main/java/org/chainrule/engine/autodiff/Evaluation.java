package org.chainrule.engine.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Earlier;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass: the value of every step that has one. A source without a value leaves what
 * depends on it without one and nothing else.
 */
public final class Evaluation {
  private final Plan plan;
  private final Map<String, Tensor> bindings;
  private final @Nullable Tensor[] values;
  private final int[] lacking;
  private final List<Problem> problems = new ArrayList<>();

  private Evaluation(Plan plan, Map<String, Tensor> bindings) {
    this.plan = plan;
    this.bindings = bindings;
    values = new @Nullable Tensor[plan.steps().size()];
    lacking = new int[plan.steps().size()];
  }

  /**
   * Runs the plan forward.
   *
   * @param bindings values of sources by name, in place of those in the document
   * @throws IllegalArgumentException where a bound value has not the shape of its source
   */
  public static Evaluation run(Plan plan, Map<String, Tensor> bindings) {
    Evaluation evaluation = new Evaluation(plan, bindings);
    for (int i = 0; i < plan.steps().size(); i++) {
      evaluation.step(i, null);
    }
    return evaluation;
  }

  /**
   * The same values, found faster: what an edit did not touch, and a binding did not change, keeps
   * its value as the very same tensor.
   *
   * @param before a run of an earlier version of the document
   * @throws IllegalArgumentException where a bound value has not the shape of its source
   */
  public static Evaluation run(Plan plan, Map<String, Tensor> bindings, Evaluation before) {
    Evaluation evaluation = new Evaluation(plan, bindings);
    Earlier earlier = new Earlier(before.plan, plan.graph());
    for (int i = 0; i < plan.steps().size(); i++) {
      evaluation.step(i, before.kept(earlier, plan.steps().get(i), evaluation));
    }
    return evaluation;
  }

  /** The value that a step of a later run had in this one, or null where it may have changed. */
  private @Nullable Tensor kept(Earlier earlier, Plan.Step step, Evaluation later) {
    int index = earlier.step(step.index());
    if (index < 0 || plan.steps().get(index).settings() != step.settings()) {
      return null;
    }
    String label = step.node().label();
    if (step.op() instanceof Source) {
      return bindings.get(label) == later.bindings.get(label) ? values[index] : null;
    }
    List<Integer> inputs = plan.steps().get(index).inputs();
    boolean same = inputs.size() == step.inputs().size();
    for (int port = 0; same && port < inputs.size(); port++) {
      same = values[inputs.get(port)] == later.values[step.inputs().get(port)];
    }
    return same ? values[index] : null;
  }

  /**
   * The same run with some steps held at other values, whatever feeds them. What does not depend on
   * them keeps its value, so that only what moves is computed. Its problems are not collected.
   *
   * @param held values by step, of the shapes of their steps
   */
  public Evaluation moved(Map<Integer, Tensor> held) {
    Evaluation moved = new Evaluation(plan, bindings);
    boolean[] changed = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      Plan.Step step = plan.steps().get(i);
      Tensor other = held.get(i);
      Tensor own = values[i];
      moved.lacking[i] = lacking[i];
      moved.values[i] = other == null ? own : other;
      changed[i] = other != null;
      if (other == null && own != null) {
        for (int input : step.inputs()) {
          changed[i] |= changed[input];
        }
        if (changed[i]) {
          moved.values[i] = step.op().forward(moved.inputs(step), step.settings());
        }
      }
    }
    return moved;
  }

  private void step(int index, @Nullable Tensor kept) {
    Plan.Step step = plan.steps().get(index);
    lacking[index] = -1;
    if (step.op() instanceof Source source) {
      values[index] = kept != null ? kept : source(step, source);
      if (values[index] == null) {
        lacking[index] = index;
        problems.add(new Problem.MissingValue(step.node().id(), step.label()));
      }
      return;
    }
    List<Tensor> inputs = new ArrayList<>(step.inputs().size());
    boolean finite = true;
    for (int input : step.inputs()) {
      Tensor value = values[input];
      if (value == null) {
        lacking[index] = lacking[input];
        return;
      }
      inputs.add(value);
      finite &= firstNonFinite(value) < 0;
    }
    Tensor value = kept != null ? kept : step.op().forward(inputs, step.settings());
    values[index] = value;
    int wrong = finite ? firstNonFinite(value) : -1;
    if (wrong >= 0) {
      problems.add(
          new Problem.NonFinite(
              step.node().id(), step.label(), NumberText.of(value.at(wrong)), cause(step)));
    }
  }

  private static String cause(Plan.Step step) {
    return "an input of "
        + step.op().info().label().toLowerCase(java.util.Locale.ROOT)
        + " lies outside its domain, or the result overflows. Change what flows in.";
  }

  private @Nullable Tensor source(Plan.Step step, Source source) {
    Tensor bound = bindings.get(step.node().label());
    if (bound == null) {
      return source.value(step.settings(), step.shape(), step.node().label());
    }
    if (!bound.shape().equals(step.shape())) {
      throw new IllegalArgumentException(
          "expected a value of shape "
              + step.shape()
              + " for "
              + step.label()
              + ", got "
              + bound.shape());
    }
    return bound;
  }

  private static int firstNonFinite(Tensor value) {
    for (int i = 0; i < value.size(); i++) {
      if (!Double.isFinite(value.at(i))) {
        return i;
      }
    }
    return -1;
  }

  /** What was run. */
  public Plan plan() {
    return plan;
  }

  /** The value of a step, or null where something it depends on has none. */
  public @Nullable Tensor value(int step) {
    return values[step];
  }

  /** The source whose missing value leaves a step without one, as the index of its step, or -1. */
  public int lacking(int step) {
    return lacking[step];
  }

  /** What went wrong while running: missing values, and where the finite numbers were left. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * The point at which a step was evaluated.
   *
   * @throws IllegalStateException where the step has no value
   */
  public Op.Point point(int index) {
    Plan.Step step = plan.steps().get(index);
    return new Op.Point(inputs(step), known(index), step.settings());
  }

  private List<Tensor> inputs(Plan.Step step) {
    List<Tensor> inputs = new ArrayList<>(step.inputs().size());
    for (int input : step.inputs()) {
      inputs.add(known(input));
    }
    return inputs;
  }

  /** The value of a step that has one. */
  Tensor known(int index) {
    Tensor value = values[index];
    if (value == null) {
      throw new IllegalStateException("expected a value at step " + index);
    }
    return value;
  }
}
