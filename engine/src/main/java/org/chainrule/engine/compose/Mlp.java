package org.chainrule.engine.compose;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Dense layers one after the other. */
final class Mlp implements Composite {
  private static final int MAX_LAYERS = 8;

  private static final OpInfo INFO =
      OpInfo.of("mlp", "Multilayer perceptron")
          .symbol("MLP")
          .category(Category.COMPOSITE)
          .role(Role.COMPOSITE)
          .summary("Dense layers one after the other, as wide as the list of units says.")
          .formula("f_L(W_L f_{L-1}( \\dots f_1(W_1 x)))")
          .notes("The last layer has an activation of its own: a score is left as it is.")
          .port("x", "a vector", "\\bar{x}")
          .setting(Setting.shape("units", "Units", "The units of each layer, such as [8, 8, 1]."))
          .setting(
              Layers.activation("activation", "Activation", "What follows each layer.", "relu"))
          .setting(
              Layers.activation("output", "Output", "What follows the last layer.", "identity"))
          .setting(Layers.init("he", "xavier", "normal", "uniform", "zeros"))
          .setting(Layers.seed())
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  private static int[] units(Settings settings) {
    Shape units = settings.shape("units");
    return units == null ? new int[] {4, 1} : units.dims();
  }

  @Override
  public Inferred.@Nullable Misfit refusal(List<Shape> inputs, Settings settings) {
    int layers = units(settings).length;
    if (layers < 1 || layers > MAX_LAYERS) {
      return new Inferred.Misfit(
          "", "one to " + MAX_LAYERS + " layers", String.valueOf(layers), "Change its units.");
    }
    Shape x = inputs.get(0);
    if (x.rank() == 1) {
      return null;
    }
    return new Inferred.Misfit(
        "x",
        "a vector",
        x.isScalar() ? "a single number" : "shape " + x,
        x.isScalar() ? "Write stack(x) to make it a vector." : "Write flatten(x) first.");
  }

  @Override
  public String lines(List<Shape> inputs, Settings settings) {
    int[] units = units(settings);
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= units.length; i++) {
      boolean last = i == units.length;
      lines.append(last ? "out" : "layer" + i).append(" = dense(");
      lines.append(i == 1 ? "x" : "layer" + (i - 1)).append(", units=").append(units[i - 1]);
      lines.append(", activation=\"").append(settings.choice(last ? "output" : "activation"));
      lines.append("\", init=\"").append(settings.choice("init"));
      lines.append("\", seed=").append(settings.integer("seed")).append(")\n");
    }
    return lines.toString();
  }
}
