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

/** A fully connected layer. */
final class Dense implements Composite {
  private static final OpInfo INFO =
      OpInfo.of("dense", "Dense layer")
          .symbol("Wx+b")
          .category(Category.COMPOSITE)
          .role(Role.COMPOSITE)
          .summary("Every unit weighs all inputs, adds a bias and applies the activation.")
          .formula("g(W x + b)")
          .notes("Row j of W holds the weights of unit j. The bias starts at zero.")
          .port("x", "a vector", "W^{\\top} \\bar{z}")
          .setting(Setting.integer("units", "Units", 4, 1, 100_000, "How many units it has."))
          .setting(
              Layers.activation("activation", "Activation", "What follows the sum.", "identity"))
          .setting(Layers.init("he", "xavier", "normal", "uniform", "zeros"))
          .setting(Layers.seed())
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred.@Nullable Misfit refusal(List<Shape> inputs, Settings settings) {
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
    int units = settings.integer("units");
    String weights = Layers.drawn("[" + units + ", " + inputs.get(0).dim(0) + "]", settings);
    return "W = "
        + weights
        + "\nb = param(shape=["
        + units
        + "])\nout = "
        + Layers.activated(settings.choice("activation"), "W @ x + b")
        + "\n";
  }
}
