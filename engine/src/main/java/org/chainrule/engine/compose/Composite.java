package org.chainrule.engine.compose;

import java.util.List;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A call that stands for a few lines of the textual form, such as a dense layer. Stateless. */
public interface Composite {

  /** How the composite presents itself; its id is the kind of the groups that it makes. */
  OpInfo info();

  /** Why inputs of these shapes do not fit, or null where they do. */
  Inferred.@Nullable Misfit refusal(List<Shape> inputs, Settings settings);

  /**
   * The lines it stands for, for inputs that fit. Ports are called by their names; the last line
   * defines {@code out}. Every other name is given that of the call in front.
   */
  String lines(List<Shape> inputs, Settings settings);
}
