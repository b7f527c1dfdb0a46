package org.chainrule.engine.descent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.autodiff.Hessian;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.train.Fit;
import org.chainrule.engine.train.OwnExample;
import org.jspecify.annotations.Nullable;

/**
 * The loss of a graph over its examples as a function of its parameters, which are laid end to end
 * in the order of the graph. A penalty that is added to the loss counts once and not once for each
 * example. Immutable; all in float64.
 */
public final class Objective {

  /** The most parameters, counted number by number. */
  public static final int LIMIT = 400;

  private final Plan plan;
  private final List<Map<String, Tensor>> examples;
  private final List<Integer> parameters;
  private final List<Integer> penalties;
  private final boolean sum;
  private final int count;

  private Objective(Plan plan, List<Map<String, Tensor>> examples, boolean sum) {
    this.plan = plan;
    this.examples = examples;
    this.sum = sum;
    parameters = steps(plan, Role.PARAMETER);
    penalties = added(plan);
    int numbers = 0;
    for (int parameter : parameters) {
      numbers += plan.steps().get(parameter).shape().size();
    }
    count = numbers;
  }

  /**
   * The objective of a graph.
   *
   * @param data what it is fitted to, or null for the example that the graph itself holds
   * @param sum whether losses are added up over the examples, in place of their mean
   * @throws ProblemException where the graph has no loss or parameters, has too many, or does not
   *     take the data
   */
  public static Objective of(Plan plan, @Nullable Prepared data, boolean sum)
      throws ProblemException {
    Program program = Program.compile(plan, 1, BatchReduction.MEAN);
    List<Map<String, Tensor>> examples = new ArrayList<>();
    if (data == null) {
      OwnExample.of(program);
      examples.add(Map.of());
    } else {
      examples.addAll(Examples.of(data, Fit.of(program, data.frame())));
    }
    Objective objective = new Objective(plan, examples, sum);
    if (objective.count > LIMIT) {
      throw new ProblemException(
          new Problem.NotTrainable(
              null,
              "The graph has "
                  + objective.count
                  + " parameters, counted number by number; here at most "
                  + LIMIT
                  + " are followed one by one."));
    }
    return objective;
  }

  private static List<Integer> steps(Plan plan, Role role) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      if (plan.steps().get(i).op().info().role() == role) {
        steps.add(i);
      }
    }
    return steps;
  }

  /** The penalties that reach the loss through sums alone. */
  private static List<Integer> added(Plan plan) {
    List<Integer> found = new ArrayList<>();
    boolean[] isAdded = new boolean[plan.steps().size()];
    isAdded[plan.loss()] = true;
    for (int i = plan.loss(); i >= 0; i--) {
      Plan.Step step = plan.steps().get(i);
      if (isAdded[i] && step.op().info().category() == Category.REGULARIZER) {
        found.add(i);
      } else if (isAdded[i] && step.op().info().id().equals("add") && step.shape().isScalar()) {
        step.inputs().forEach(input -> isAdded[input] = true);
      }
    }
    return found;
  }

  /** How many numbers the parameters hold. */
  public int count() {
    return count;
  }

  /** How many examples there are. */
  public int size() {
    return examples.size();
  }

  /** Whether there is a penalty that is counted once. */
  public boolean penalized() {
    return !penalties.isEmpty();
  }

  /** What each number is called: {@code w}, {@code W[1, 0]}. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int parameter : parameters) {
      Plan.Step step = plan.steps().get(parameter);
      int[] dims = step.shape().dims();
      for (int entry = 0; entry < step.shape().size(); entry++) {
        int[] index = new int[dims.length];
        int rest = entry;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
          index[axis] = rest % dims[axis];
          rest /= dims[axis];
        }
        StringBuilder name = new StringBuilder(step.node().label());
        for (int axis = 0; axis < dims.length; axis++) {
          name.append(axis == 0 ? "[" : ", ").append(index[axis]);
        }
        names.add(dims.length == 0 ? name.toString() : name.append(']').toString());
      }
    }
    return names;
  }

  /** The parameters as the graph holds them. */
  public double[] start() {
    double[] theta = new double[count];
    Evaluation evaluation = Evaluation.run(plan, examples.get(0));
    int at = 0;
    for (int parameter : parameters) {
      Tensor value = evaluation.value(parameter);
      for (int i = 0; value != null && i < value.size(); i++) {
        theta[at++] = value.at(i);
      }
    }
    return theta;
  }

  private Evaluation run(double[] theta, int example) {
    Map<String, Tensor> bindings = new HashMap<>(examples.get(example));
    int at = 0;
    for (int parameter : parameters) {
      Plan.Step step = plan.steps().get(parameter);
      double[] numbers = new double[step.shape().size()];
      System.arraycopy(theta, at, numbers, 0, numbers.length);
      bindings.put(step.node().label(), Tensor.of(step.shape(), numbers));
      at += numbers.length;
    }
    return Evaluation.run(plan, bindings);
  }

  private static double number(Evaluation evaluation, int step) {
    Tensor value = evaluation.value(step);
    return value == null ? Double.NaN : value.item();
  }

  /** What a sum over so many examples counts too often, of something that each of them has. */
  private double repeated(int examples) {
    return sum ? examples - 1 : 0;
  }

  /** The loss over all examples. */
  public double loss(double[] theta) {
    double total = 0;
    double once = 0;
    for (int i = 0; i < examples.size(); i++) {
      Evaluation evaluation = run(theta, i);
      total += number(evaluation, plan.loss());
      if (i == 0) {
        for (int penalty : penalties) {
          once += number(evaluation, penalty);
        }
      }
    }
    return (sum ? total : total / examples.size()) - repeated(examples.size()) * once;
  }

  /**
   * The gradient over some of the examples, in its two parts.
   *
   * @param fit that of the losses
   * @param penalty that of what is added once
   */
  public record Slope(double[] fit, double[] penalty) {

    /** Both together. */
    public double[] total() {
      double[] total = fit.clone();
      for (int i = 0; i < total.length; i++) {
        total[i] += penalty[i];
      }
      return total;
    }
  }

  /** The gradient over these examples. */
  public Slope slope(double[] theta, int[] rows) {
    double[] fit = new double[count];
    double[] once = new double[count];
    for (int i = 0; i < rows.length; i++) {
      Evaluation evaluation = run(theta, rows[i]);
      add(fit, evaluation, plan.loss());
      if (i == 0) {
        for (int penalty : penalties) {
          add(once, evaluation, penalty);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      fit[i] = sum ? fit[i] - rows.length * once[i] : fit[i] / rows.length - once[i];
    }
    return new Slope(fit, once);
  }

  private void add(double[] into, Evaluation evaluation, int of) {
    Gradients gradients = Gradients.of(evaluation, of);
    int at = 0;
    for (int parameter : parameters) {
      Tensor gradient = gradients.gradient(parameter);
      int size = plan.steps().get(parameter).shape().size();
      for (int i = 0; i < size; i++) {
        into[at++] += gradient == null ? 0 : gradient.at(i);
      }
    }
  }

  /** Every example, by its row. */
  public int[] all() {
    int[] rows = new int[examples.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    return rows;
  }

  /** The second derivative of the loss over all examples by one number. */
  public double curvature(double[] theta, int index) {
    int place = 0;
    int entry = index;
    while (entry >= plan.steps().get(parameters.get(place)).shape().size()) {
      entry -= plan.steps().get(parameters.get(place)).shape().size();
      place++;
    }
    int step = parameters.get(place);
    double total = 0;
    double once = 0;
    for (int i = 0; i < examples.size(); i++) {
      Evaluation evaluation = run(theta, i);
      total += Hessian.second(evaluation, plan.loss(), step, entry);
      if (i == 0) {
        for (int penalty : penalties) {
          once += Hessian.second(evaluation, penalty, step, entry);
        }
      }
    }
    return (sum ? total : total / examples.size()) - repeated(examples.size()) * once;
  }
}
