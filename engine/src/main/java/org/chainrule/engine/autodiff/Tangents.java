package org.chainrule.engine.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode: how every step moves, to first order, when some steps move as told. One walk along
 * the wires gives the directional derivative of everything at once; where reverse mode asks what
 * moves one loss, forward mode asks what one change moves.
 */
public final class Tangents {
  private final @Nullable Tensor[] tangents;

  private Tangents(int count) {
    tangents = new @Nullable Tensor[count];
  }

  /**
   * The directional derivatives along these directions.
   *
   * @param directions by step how it moves, of its shape; a step that is told how to move does so
   *     whatever feeds it
   */
  public static Tangents of(Evaluation evaluation, Map<Integer, Tensor> directions) {
    List<Plan.Step> steps = evaluation.plan().steps();
    Tangents result = new Tangents(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      Tensor told = directions.get(i);
      result.tangents[i] = told != null ? told : result.follow(evaluation, i);
    }
    return result;
  }

  private @Nullable Tensor follow(Evaluation evaluation, int index) {
    Plan.Step step = evaluation.plan().steps().get(index);
    List<@Nullable Tensor> moving = new ArrayList<>();
    boolean any = false;
    for (int input : step.inputs()) {
      moving.add(tangents[input]);
      any |= tangents[input] != null;
    }
    return any && evaluation.value(index) != null
        ? step.op().jvp(moving, evaluation.point(index))
        : null;
  }

  /** How a step moves, of its shape; null where no motion reaches it. */
  public @Nullable Tensor tangent(int step) {
    return tangents[step];
  }

  /** A direction of this tensor's shape that moves one entry, given by its row-major index. */
  static Tensor unit(Tensor like, int entry) {
    double[] out = new double[like.size()];
    out[entry] = 1;
    return Tensor.of(like.shape(), out);
  }
}
