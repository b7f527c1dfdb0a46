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

/** A convolution with its bias, an activation and pooling. */
final class ConvBlock implements Composite {
  private static final OpInfo INFO =
      OpInfo.of("conv_block", "Convolution block")
          .symbol("∗g⊞")
          .category(Category.COMPOSITE)
          .role(Role.COMPOSITE)
          .summary("Slides filters over an image, adds a bias, applies the activation and pools.")
          .formula("\\text{pool}(g(W * x + b))")
          .port("x", "an image, [channels, rows, columns]", "\\bar{x}")
          .setting(Setting.integer("filters", "Filters", 8, 1, 10_000, "How many filters."))
          .setting(Setting.integer("kernel", "Kernel", 3, 1, 100, "Rows and columns of a filter."))
          .setting(Setting.integer("stride", "Stride", 1, 1, 1000, "How far the filter moves."))
          .setting(
              Setting.integer("padding", "Padding", 1, 0, 1000, "How wide a border of zeros is."))
          .setting(Layers.activation("activation", "Activation", "What follows the sum.", "relu"))
          .setting(
              Setting.integer("pool", "Pool", 2, 1, 1000, "The window that is pooled; 1 for none."))
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
    if (x.rank() == 2 || x.rank() == 3) {
      return null;
    }
    return new Inferred.Misfit(
        "x",
        "an image of two or three axes",
        x.isScalar() ? "a single number" : "shape " + x,
        "Reshape it to [channels, rows, columns].");
  }

  @Override
  public String lines(List<Shape> inputs, Settings settings) {
    Shape x = inputs.get(0);
    int filters = settings.integer("filters");
    int kernel = settings.integer("kernel");
    int channels = x.rank() == 3 ? x.dim(0) : 1;
    String shape = "[" + filters + ", " + channels + ", " + kernel + ", " + kernel + "]";
    String sum =
        "conv2d(x, W, stride="
            + settings.integer("stride")
            + ", padding="
            + settings.integer("padding")
            + ") + b";
    String activated = Layers.activated(settings.choice("activation"), sum);
    int pool = settings.integer("pool");
    return "W = "
        + Layers.drawn(shape, settings)
        + "\nb = param(shape=["
        + filters
        + ", 1, 1])\nout = "
        + (pool == 1 ? activated : "max_pool(" + activated + ", size=" + pool + ")")
        + "\n";
  }
}
