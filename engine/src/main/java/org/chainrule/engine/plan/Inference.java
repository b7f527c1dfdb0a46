package org.chainrule.engine.plan;

import java.util.List;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What a node makes of the shapes that come in: its own shape, or the problem that it has with
 * them.
 */
record Inference(@Nullable Shape shape, @Nullable Problem problem) {
  static Inference of(Node node, Op op, Settings settings, List<Shape> inputs) {
    String label = Plan.labelOf(node, op);
    Inferred inferred = op.infer(inputs, settings);
    if (inferred instanceof Inferred.Misfit misfit) {
      return refused(
          new Problem.ShapeMismatch(
              node.id(),
              misfit.port().isEmpty() ? null : misfit.port(),
              label,
              misfit.expected(),
              misfit.actual(),
              misfit.remedy()));
    }
    Shape shape = ((Inferred.Fits) inferred).shape();
    return shape.count() > Limits.TENSOR
        ? refused(new Problem.TooLarge(node.id(), label, shape.toString(), Limits.TENSOR))
        : new Inference(shape, null);
  }

  private static Inference refused(Problem problem) {
    return new Inference(null, problem);
  }
}
