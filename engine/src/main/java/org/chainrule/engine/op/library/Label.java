package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The answer that a prediction is compared with: a quantity, or one of a number of classes. */
final class Label extends Source {
  Label() {
    super(
        OpInfo.of("label", "Label")
            .symbol("y")
            .category(Category.SOURCE)
            .role(Role.LABEL)
            .summary(
                "The right answer for one example, which the loss compares with the prediction.")
            .formula("y")
            .notes(
                "With classes it is a class index, counted from 0, and no gradient flows into it.")
            .torch("torch.tensor({value})")
            .jax("jnp.array({value})")
            .keras("keras.ops.convert_to_tensor({value})")
            .onnx("Input()")
            .setting(VALUE)
            .setting(SHAPE)
            .setting(
                Setting.integer(
                    "classes",
                    "Classes",
                    null,
                    2,
                    100_000,
                    "How many classes there are, where the label is one of them."))
            .build());
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    Tensor value = settings.tensor("value");
    int classes = classes(settings);
    if (classes > 0 && value != null && !isClass(value, classes)) {
      return new Inferred.Misfit(
          "",
          "a class from 0 to " + (classes - 1),
          value.size() == 1 ? NumberText.of(value.at(0)) : "shape " + value.shape(),
          "Classes are whole numbers counted from 0.");
    }
    return super.infer(inputs, settings);
  }

  private static boolean isClass(Tensor value, int classes) {
    return value.size() == 1
        && value.at(0) >= 0
        && value.at(0) < classes
        && value.at(0) == Math.floor(value.at(0));
  }

  @Override
  public @Nullable Tensor value(Settings settings, Shape shape, String stream) {
    boolean open = classes(settings) > 0 && settings.tensor("value") == null;
    return open ? null : super.value(settings, shape, stream);
  }

  @Override
  public int classes(Settings settings) {
    return settings.has("classes") ? settings.integer("classes") : 0;
  }
}
