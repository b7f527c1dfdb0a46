package org.chainrule.engine.op.library;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;

/** Data that the model sees: one example. */
final class Input extends Source {
  Input() {
    super(
        OpInfo.of("input", "Input")
            .symbol("x")
            .category(Category.SOURCE)
            .role(Role.INPUT)
            .summary("The data of one example, as the model sees it.")
            .formula("x")
            .notes("With a shape and no value it takes its value from a data set.")
            .torch("torch.tensor({value})")
            .jax("jnp.array({value})")
            .keras("keras.ops.convert_to_tensor({value})")
            .onnx("Input()")
            .setting(VALUE)
            .setting(SHAPE)
            .build());
  }
}
