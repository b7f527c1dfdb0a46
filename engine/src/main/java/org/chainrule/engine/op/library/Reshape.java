package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** The same entries under another shape. */
final class Reshape extends Rearrangement {
  Reshape() {
    super(
        OpInfo.of("reshape", "Reshape")
            .symbol("[ ]")
            .category(Category.TENSOR)
            .summary("The same entries in the same order, under another shape.")
            .formula("y_{k} = x_{k}")
            .notes("Entries keep their row-major order. Without a shape it becomes a vector.")
            .port("x", "the argument", "1")
            .setting(
                Setting.shape("shape", "Shape", "The new shape, with as many entries as the old."))
            .torch("torch.reshape({x}, {shape})")
            .jax("jnp.reshape({x}, {shape})")
            .keras("keras.ops.reshape({x}, {shape})")
            .onnx("Reshape({x}, [{dims}])")
            .example(matrix(2, 3, 1, 2, 3, 4, 5, 6))
            .example(Map.of("shape", Shape.of(3, 2)), matrix(2, 3, 1, 2, 3, 4, 5, 6))
            .rejects("as many entries", Map.of("shape", Shape.of(4)), Shape.of(2, 3))
            .build());
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape from = inputs.get(0);
    Shape to = settings.shape("shape");
    if (to == null) {
      return Inferred.fits(Shape.of((int) Math.min(from.count(), Integer.MAX_VALUE)));
    }
    if (to.count() == from.count()) {
      return Inferred.fits(to);
    }
    return new Inferred.Misfit(
        "x",
        "as many entries as the shape " + to + " has, " + to.count(),
        from.count() + " in shape " + from,
        "Choose a shape with " + from.count() + " entries.");
  }

  @Override
  int[] sources(Shape input, Shape output, Settings settings) {
    return inOrder(output.size());
  }
}
