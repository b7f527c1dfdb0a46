package org.chainrule.engine.autodiff;

import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The means over several examples of what a graph holds: of each value, of each gradient, and of
 * what each wire adds to one. The mean of the gradients is what a step of training goes by.
 */
public final class BatchMean {
  private final @Nullable Sum[] values;
  private final @Nullable Sum[] gradients;
  private final @Nullable Sum[][] contributions;
  private int examples;

  /** Numbers that are added up. */
  private static final class Sum {
    private final Shape shape;
    private final double[] numbers;

    Sum(Tensor first) {
      shape = first.shape();
      numbers = new double[first.size()];
    }
  }

  /** Nothing seen yet. */
  public BatchMean(Plan plan) {
    int steps = plan.steps().size();
    values = new @Nullable Sum[steps];
    gradients = new @Nullable Sum[steps];
    contributions = new @Nullable Sum[steps][];
    for (int i = 0; i < steps; i++) {
      contributions[i] = new @Nullable Sum[plan.steps().get(i).inputs().size()];
    }
  }

  /**
   * Takes one more example in.
   *
   * @throws IllegalArgumentException where it is one of another graph
   */
  public void add(Evaluation evaluation, Gradients of) {
    if (evaluation.plan().steps().size() != values.length) {
      throw new IllegalArgumentException(
          "expected " + values.length + " steps, got " + evaluation.plan().steps().size());
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = added(values[i], evaluation.value(i));
      gradients[i] = added(gradients[i], of.gradient(i));
      for (int port = 0; port < contributions[i].length; port++) {
        contributions[i][port] = added(contributions[i][port], of.contribution(i, port));
      }
    }
    examples++;
  }

  /** What one example lacks has no mean. */
  private @Nullable Sum added(@Nullable Sum sum, @Nullable Tensor more) {
    if (more == null || sum == null && examples > 0) {
      return null;
    }
    Sum next = sum == null ? new Sum(more) : sum;
    for (int i = 0; i < next.numbers.length; i++) {
      next.numbers[i] += more.at(i);
    }
    return next;
  }

  private @Nullable Tensor mean(@Nullable Sum sum) {
    if (sum == null) {
      return null;
    }
    double[] mean = new double[sum.numbers.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = sum.numbers[i] / examples;
    }
    return Tensor.of(sum.shape, mean);
  }

  /** The mean of a step's values, or null where it lacks one. */
  public @Nullable Tensor value(int step) {
    return mean(values[step]);
  }

  /** The mean of its gradients, or null where there is none. */
  public @Nullable Tensor gradient(int step) {
    return mean(gradients[step]);
  }

  /** The mean of what a port adds to the gradient of the step that feeds it. */
  public @Nullable Tensor contribution(int step, int port) {
    return mean(contributions[step][port]);
  }
}
