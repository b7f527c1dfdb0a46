package org.chainrule.engine.compose;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** One unit, over numbers or over a vector. */
final class Neuron implements Composite {
  private static final OpInfo INFO =
      OpInfo.of("neuron", "Neuron")
          .symbol("Σg")
          .category(Category.COMPOSITE)
          .role(Role.COMPOSITE)
          .summary("Weighs its inputs, adds a bias and applies the activation.")
          .formula("g(w_1 x_1 + \\dots + w_n x_n + b)")
          .notes("With the sigmoid it is a logistic regression. The bias starts at zero.")
          .port("x1", "a number, or one vector of all inputs", "w_1 \\bar{z}")
          .optionalPorts("x", 2, 8, "the next number", "w_i \\bar{z}")
          .setting(
              Layers.activation("activation", "Activation", "What follows the sum.", "sigmoid"))
          .setting(Layers.init("normal", "uniform", "he", "xavier", "zeros"))
          .setting(Layers.seed())
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred.@Nullable Misfit refusal(List<Shape> inputs, Settings settings) {
    boolean vector = inputs.size() == 1 && inputs.get(0).rank() == 1;
    for (int i = 0; i < inputs.size() && !vector; i++) {
      if (!inputs.get(i).isScalar()) {
        return new Inferred.Misfit(
            "x" + (i + 1),
            inputs.size() == 1 ? "a vector or a single number" : "a single number",
            "shape " + inputs.get(i),
            "Pass one vector alone, or numbers only.");
      }
    }
    return null;
  }

  @Override
  public String lines(List<Shape> inputs, Settings settings) {
    String bias = "b = param(0)\n";
    String activation = settings.choice("activation");
    if (inputs.get(0).rank() == 1) {
      return "w = "
          + Layers.drawn("[" + inputs.get(0).dim(0) + "]", settings)
          + "\n"
          + bias
          + "out = "
          + Layers.activated(activation, "w @ x1 + b")
          + "\n";
    }
    StringBuilder lines = new StringBuilder();
    StringBuilder sum = new StringBuilder();
    for (int i = 1; i <= inputs.size(); i++) {
      lines.append("w").append(i).append(" = ");
      lines.append(Layers.drawn("[]", settings)).append('\n');
      sum.append("w").append(i).append(" * x").append(i).append(" + ");
    }
    return lines + bias + "out = " + Layers.activated(activation, sum + "b") + "\n";
  }
}
