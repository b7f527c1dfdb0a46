package org.chainrule.engine.quiz;

import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Reverse accumulation with a rule of one's own: with the right rule it gives the gradients, with a
 * bent one what a person gets who makes that slip.
 *
 * @param gradients the right ones, which tell where a gradient flows
 * @param loss the step where the walk begins
 */
record Backward(Evaluation evaluation, Gradients gradients, int loss) {

  /** What a step sends to a port; null where it sends nothing. */
  interface Rule {
    @Nullable Tensor back(int step, int port, Tensor upstream);
  }

  /** The right rule. */
  @Nullable Tensor straight(int index, int port, Tensor upstream) {
    Op op = evaluation.plan().steps().get(index).op();
    return op.vjp(port, upstream, evaluation.point(index));
  }

  /** The right rule but for one port. */
  Rule bent(Bend bend) {
    return (step, port, upstream) ->
        step == bend.step() && port == bend.port()
            ? bend.back().apply(upstream)
            : straight(step, port, upstream);
  }

  /** Whether a gradient flows back through this port. */
  boolean flows(int step, int port) {
    return gradients.contribution(step, port) != null;
  }

  /** For each step up to the loss whether a gradient flows from it back to the target. */
  boolean[] behind(int target) {
    boolean[] behind = new boolean[Math.max(loss, target) + 1];
    behind[target] = true;
    for (int i = target + 1; i <= loss; i++) {
      Plan.Step step = evaluation.plan().steps().get(i);
      for (int port = 0; port < step.inputs().size(); port++) {
        behind[i] |= behind[step.inputs().get(port)] && flows(i, port);
      }
    }
    return behind;
  }

  /** The gradient of a step by this rule; null where none arrives. */
  @Nullable Tensor gradient(int target, Rule rule) {
    return gradient(target, rule, -1);
  }

  /**
   * The same, where what arrives at one step is multiplied in place of added.
   *
   * @param multiplied that step, or -1
   */
  @Nullable Tensor gradient(int target, Rule rule, int multiplied) {
    boolean[] behind = behind(target);
    @Nullable Tensor[] arrived = new @Nullable Tensor[behind.length];
    Tensor own = evaluation.value(loss);
    arrived[loss] = own == null ? null : Tensor.filled(own.shape(), 1);
    for (int i = loss; i > target; i--) {
      Tensor upstream = arrived[i];
      Plan.Step step = evaluation.plan().steps().get(i);
      for (int port = 0; port < step.inputs().size() && upstream != null; port++) {
        int input = step.inputs().get(port);
        Tensor sent = behind[input] && flows(i, port) ? rule.back(i, port, upstream) : null;
        Tensor before = arrived[input];
        if (sent != null && before != null) {
          sent =
              input == multiplied ? Tensor.zip(before, sent, (a, b) -> a * b) : before.plus(sent);
        }
        arrived[input] = sent == null ? before : sent;
      }
    }
    return arrived[target];
  }
}
