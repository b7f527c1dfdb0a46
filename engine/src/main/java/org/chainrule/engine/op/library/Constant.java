package org.chainrule.engine.op.library;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;

/** A value that never changes. */
final class Constant extends Source {
  Constant() {
    super(
        OpInfo.of("constant", "Constant")
            .symbol("c")
            .category(Category.SOURCE)
            .role(Role.CONSTANT)
            .summary("A value that never changes, such as the 2 of a square.")
            .formula("c")
            .notes("No gradient is taken with respect to a constant.")
            .torch("torch.tensor({value})")
            .jax("jnp.array({value})")
            .keras("keras.ops.convert_to_tensor({value})")
            .onnx("Initializer()")
            .setting(VALUE)
            .setting(SHAPE)
            .build());
  }
}
