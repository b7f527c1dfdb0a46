package org.chainrule.engine.autodiff;

import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Plan;

/**
 * What all gradients that training needs take: by adding up paths, and by one backward pass.
 *
 * @param nodes how many gradients
 * @param parameters whether they are those of the parameters; where there are none, they are those
 *     of all that is given
 * @param pathProducts products of local derivatives where every path is multiplied out, at most
 *     {@link Long#MAX_VALUE}
 * @param reverseProducts the same where the backward pass keeps what paths share
 */
public record Work(int nodes, boolean parameters, long pathProducts, long reverseProducts) {

  /** Counts without listing a single path. */
  public static Work of(Evaluation evaluation, Gradients gradients) {
    Plan plan = evaluation.plan();
    int loss = plan.loss();
    long[] counts = new long[plan.steps().size()];
    long[] products = new long[plan.steps().size()];
    long edges = 0;
    if (loss >= 0) {
      counts[loss] = 1;
    }
    for (int i = loss; i >= 0; i--) {
      for (int port = 0; port < plan.steps().get(i).inputs().size() && counts[i] > 0; port++) {
        if (gradients.contribution(i, port) != null) {
          int input = plan.steps().get(i).inputs().get(port);
          long through = i == loss ? 0 : counts[i];
          counts[input] = Paths.plus(counts[input], counts[i]);
          products[input] = Paths.plus(products[input], Paths.plus(products[i], through));
          edges += i == loss ? 0 : 1;
        }
      }
    }
    boolean parameters = false;
    for (Plan.Step step : plan.steps()) {
      parameters |= step.op().info().role() == Role.PARAMETER;
    }
    int nodes = 0;
    long all = 0;
    for (int i = 0; i < loss; i++) {
      Plan.Step step = plan.steps().get(i);
      boolean wanted = !parameters || step.op().info().role() == Role.PARAMETER;
      if (step.inputs().isEmpty() && counts[i] > 0 && wanted) {
        nodes++;
        all = Paths.plus(all, products[i]);
      }
    }
    return new Work(nodes, parameters, all, edges);
  }
}
