package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** All entries as one vector. */
final class Flatten extends Rearrangement {
  Flatten() {
    super(
        OpInfo.of("flatten", "Flatten")
            .symbol("vec")
            .category(Category.TENSOR)
            .summary("All entries as one vector, in row-major order.")
            .formula("\\operatorname{vec}(X)")
            .port("x", "the argument", "1")
            .torch("torch.reshape({x}, (-1,))")
            .jax("jnp.ravel({x})")
            .keras("keras.ops.reshape({x}, (-1,))")
            .onnx("Reshape({x}, [{dims}])")
            .example(matrix(2, 3, 1, 2, 3, 4, 5, 6))
            .example(Tensor.scalar(2))
            .build());
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    return Inferred.fits(Shape.of((int) Math.min(inputs.get(0).count(), Integer.MAX_VALUE)));
  }

  @Override
  int[] sources(Shape input, Shape output, Settings settings) {
    return inOrder(output.size());
  }
}
