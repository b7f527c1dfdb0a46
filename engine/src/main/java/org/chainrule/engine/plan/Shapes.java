package org.chainrule.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** The shape of one node, for those that must know it while the graph is still being made. */
public final class Shapes {
  private Shapes() {}

  /** The shape of the node's value for inputs of these shapes, or null where they do not fit. */
  public static @Nullable Shape of(Node node, Op op, List<Shape> inputs) {
    List<Problem> problems = new ArrayList<>();
    Settings settings = SettingsReader.read(node, op.info(), problems);
    boolean fed = inputs.size() <= op.info().ports().size();
    for (int port = inputs.size(); port < op.info().ports().size(); port++) {
      fed &= op.info().ports().get(port).optional();
    }
    boolean fits = fed && problems.isEmpty();
    return fits && op.infer(inputs, settings) instanceof Inferred.Fits found ? found.shape() : null;
  }
}
