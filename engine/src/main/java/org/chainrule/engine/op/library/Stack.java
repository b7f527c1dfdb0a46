package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Values of one shape laid along a new axis. */
final class Stack extends Joining {
  Stack() {
    super(
        OpInfo.of("stack", "Stack")
            .symbol("≡")
            .category(Category.TENSOR)
            .summary(
                "Lays values of one shape along a new axis: numbers become a vector, vectors a matrix.")
            .formula("\\begin{bmatrix} x_1 \\\\ x_2 \\\\ \\vdots \\end{bmatrix}")
            .port("x1", "the first value", "1")
            .optionalPorts("x", 2, 8, "the next value", "1")
            .setting(Setting.integer("axis", "Axis", 0, -8, 7, "Where the new axis stands."))
            .torch("torch.stack([{inputs}], dim={setting:axis})")
            .jax("jnp.stack([{inputs}], axis={setting:axis})")
            .keras("keras.ops.stack([{inputs}], axis={setting:axis})")
            .onnx("Concat({each|Unsqueeze({it}, [{axis}])|, }, axis={axis})")
            .example(Tensor.scalar(1), Tensor.scalar(2), Tensor.scalar(-3))
            .example(vector(1, 2), vector(3, 4), vector(5, 6))
            .example(Map.of("axis", 1), vector(1, 2), vector(3, 4), vector(5, 6))
            .rejects("same shape", Shape.of(2), Shape.of(3))
            .rejects("axis 3", Map.of("axis", 3), Shape.of(2), Shape.of(2))
            .build());
  }

  @Override
  Shape part(Shape input, Settings settings) {
    int axis = settings.integer("axis");
    int at = axis < 0 ? axis + input.rank() + 1 : axis;
    int[] dims = new int[input.rank() + 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = i == at ? 1 : input.dim(i < at ? i : i - 1);
    }
    return Shape.of(dims);
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Shape first = inputs.get(0);
    int axis = settings.integer("axis");
    int at = axis < 0 ? axis + first.rank() + 1 : axis;
    if (at < 0 || at > first.rank()) {
      return lacking(first, settings);
    }
    for (int i = 1; i < inputs.size(); i++) {
      if (!inputs.get(i).equals(first)) {
        return new Inferred.Misfit(
            "x" + (i + 1),
            "the same shape as x1, " + first,
            "shape " + inputs.get(i),
            "Give all values one shape; to lay different lengths behind each other use concat.");
      }
    }
    List<Shape> parts = inputs.stream().map(input -> part(input, settings)).toList();
    return Inferred.fits(joined(parts, at));
  }
}
