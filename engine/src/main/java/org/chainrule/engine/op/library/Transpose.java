package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** The axes in reverse order. */
final class Transpose extends Rearrangement {
  Transpose() {
    super(
        OpInfo.of("transpose", "Transpose")
            .symbol("xᵀ")
            .category(Category.TENSOR)
            .summary("Turns rows into columns: the axes in reverse order.")
            .formula("X^{\\top}")
            .port("x", "the argument", "\\bar{X} = \\bar{Y}^{\\top}")
            .torch("torch.permute({x}, {reversed:x})")
            .jax("jnp.transpose({x})")
            .keras("keras.ops.transpose({x})")
            .onnx("Transpose({x}, perm={reversed:x})")
            .example(matrix(2, 3, 1, 2, 3, 4, 5, 6))
            .example(vector(1, 2))
            .example(Tensor.of(Shape.of(2, 1, 3), 1, 2, 3, 4, 5, 6))
            .build());
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    int[] dims = inputs.get(0).dims();
    int[] turned = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      turned[i] = dims[dims.length - 1 - i];
    }
    return Inferred.fits(Shape.of(turned));
  }

  @Override
  int[] sources(Shape input, Shape output, Settings settings) {
    int[] sources = new int[output.size()];
    int[] strides = input.strides();
    for (int i = 0; i < sources.length; i++) {
      int rest = i;
      for (int axis = output.rank() - 1; axis >= 0; axis--) {
        sources[i] += rest % output.dim(axis) * strides[output.rank() - 1 - axis];
        rest /= output.dim(axis);
      }
    }
    return sources;
  }
}
