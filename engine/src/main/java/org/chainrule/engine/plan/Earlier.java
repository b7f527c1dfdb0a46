package org.chainrule.engine.plan;

import java.util.List;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * The plan of an earlier version of a document, to take over what an edit did not touch. Nodes that
 * are the very same object before and after an edit are found again, as long as they stand in one
 * piece before or behind what was edited; the others count as new, which costs time and nothing
 * else.
 */
public final class Earlier {
  private final Plan plan;
  private final List<Node> before;
  private final List<Node> now;

  /**
   * @param plan of the earlier version
   * @param graph the later version
   */
  public Earlier(Plan plan, Graph graph) {
    this.plan = plan;
    before = plan.graph().nodes();
    now = graph.nodes();
  }

  /** The earlier step of a node of the later version, or -1 where it is new or did not run. */
  public int step(int node) {
    int shifted = node + before.size() - now.size();
    int index = isSame(node, node) ? node : isSame(shifted, node) ? shifted : -1;
    return index < 0 ? -1 : plan.stepOf().get(index);
  }

  private boolean isSame(int earlier, int node) {
    return earlier >= 0 && earlier < before.size() && before.get(earlier) == now.get(node);
  }

  /** The earlier step of a node of the later version, or null where it is new or did not run. */
  Plan.@Nullable Step known(int node) {
    int step = step(node);
    return step < 0 ? null : plan.steps().get(step);
  }

  /** Whether the inputs of an earlier step had these shapes, so that its own still holds. */
  boolean took(Plan.Step step, List<Integer> inputs, List<Plan.Step> steps) {
    if (step.inputs().size() != inputs.size()) {
      return false;
    }
    for (int port = 0; port < inputs.size(); port++) {
      Plan.Step was = plan.steps().get(step.inputs().get(port));
      if (!was.shape().equals(steps.get(inputs.get(port)).shape())) {
        return false;
      }
    }
    return true;
  }
}
