package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** Values laid one behind the other along an axis they have. */
final class Concat extends Joining {
  Concat() {
    super(
        OpInfo.of("concat", "Concatenate")
            .symbol("⊕")
            .category(Category.TENSOR)
            .summary("Lays values one behind the other along an axis.")
            .formula("[x_1, x_2, \\dots]")
            .port("x1", "the first value", "1")
            .optionalPorts("x", 2, 8, "the next value", "1")
            .setting(
                Setting.integer("axis", "Axis", 0, -8, 7, "The axis along which they are laid."))
            .torch("torch.cat([{inputs}], dim={setting:axis})")
            .jax("jnp.concatenate([{inputs}], axis={setting:axis})")
            .keras("keras.ops.concatenate([{inputs}], axis={setting:axis})")
            .onnx("Concat({inputs}, axis={axis:x1})")
            .example(vector(1, 2), vector(3, 4, 5))
            .example(
                Map.of("axis", 1), matrix(2, 1, 1, 2), matrix(2, 2, 3, 4, 5, 6), matrix(2, 1, 7, 8))
            .example(vector(1, 2))
            .rejects("same lengths", Shape.of(2, 3), Shape.of(2, 4))
            .rejects("axis 1", Map.of("axis", 1), Shape.of(2), Shape.of(3))
            .build());
  }

  @Override
  Shape part(Shape input, Settings settings) {
    return input;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape first = inputs.get(0);
    int axis = axisOf(first, settings);
    if (axis < 0 || axis >= first.rank()) {
      return lacking(first, settings);
    }
    for (int i = 1; i < inputs.size(); i++) {
      Shape next = inputs.get(i);
      if (next.rank() != first.rank() || !next.without(axis).equals(first.without(axis))) {
        return new Inferred.Misfit(
            "x" + (i + 1),
            "the same lengths as x1, " + first + ", along every axis but " + axis,
            "shape " + next,
            "Reshape it, or join along another axis.");
      }
    }
    return Inferred.fits(joined(inputs, axis));
  }
}
