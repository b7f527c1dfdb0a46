package org.chainrule.engine.lab;

import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * The value of a graph that is its answer: what a loss compares with the label.
 *
 * @param node the id of its node
 * @param label what a person calls it
 * @param buffer where it stands after a forward pass
 * @param rule how classes are read from it; none where it is a quantity
 */
record Output(String node, String label, Buffer buffer, Prediction.Rule rule) {

  /** The answer of a graph, or null where none is found. */
  static @Nullable Output of(Plan plan, Program program) {
    boolean[] labelled = new boolean[plan.steps().size()];
    for (int i = 0; i < labelled.length; i++) {
      Plan.Step step = plan.steps().get(i);
      labelled[i] = step.op().info().role() == Role.LABEL;
      boolean meets = false;
      for (int input : step.inputs()) {
        meets |= labelled[input];
      }
      labelled[i] |= meets;
      Prediction prediction = step.op().prediction();
      if (meets && prediction != null) {
        return at(plan, program, step.inputs().get(prediction.scores()), prediction.rule());
      }
      for (int input : step.inputs()) {
        if (meets && !labelled[input] && isBatched(plan, program, input)) {
          return at(plan, program, named(plan, input), Prediction.Rule.NONE);
        }
      }
    }
    return null;
  }

  private static boolean isBatched(Plan plan, Program program, int step) {
    Buffer buffer = program.values().get(plan.steps().get(step).node().id());
    return buffer != null && buffer.batched();
  }

  /** The nearest value upstream that a person has named, as long as the way there is single. */
  private static int named(Plan plan, int from) {
    int at = from;
    while (plan.steps().get(at).node().name() == null
        && plan.steps().get(at).inputs().size() == 1) {
      at = plan.steps().get(at).inputs().get(0);
    }
    return plan.steps().get(at).node().name() == null ? from : at;
  }

  private static @Nullable Output at(Plan plan, Program program, int index, Prediction.Rule rule) {
    Plan.Step step = plan.steps().get(index);
    Buffer buffer = program.values().get(step.node().id());
    return buffer == null || !buffer.batched()
        ? null
        : new Output(step.node().id(), step.label(), buffer, rule);
  }
}
