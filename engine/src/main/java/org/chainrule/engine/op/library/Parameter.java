package org.chainrule.engine.op.library;

import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Fans;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A value that training changes: given outright, or drawn by an initializer. */
final class Parameter extends Source {
  Parameter() {
    super(
        OpInfo.of("parameter", "Parameter")
            .symbol("θ")
            .category(Category.SOURCE)
            .role(Role.PARAMETER)
            .callName("param")
            .summary("A value that training changes so that the loss falls.")
            .formula("\\theta")
            .notes(
                "Fan-in is the product of all axes but the first, fan-out the first; a vector has its length for"
                    + " both. He draws from N(0, 2 / fan-in), Xavier from U(-a, a) with a = sqrt(6 / (fan-in +"
                    + " fan-out)), normal from N(0, scale^2), uniform from U(-scale, scale).")
            .source("He et al. 2015, arXiv:1502.01852; Glorot and Bengio 2010")
            .torch("nn.Parameter(torch.tensor({value}))")
            .jax("jnp.array({value})")
            .keras("keras.Variable({value})")
            .onnx("Initializer()")
            .setting(VALUE)
            .setting(SHAPE)
            .setting(
                Setting.choice(
                    "init",
                    "Initializer",
                    "How the first value is drawn, where a shape is given and no value.",
                    "zeros",
                    "he",
                    "xavier",
                    "normal",
                    "uniform"))
            .setting(
                Setting.number(
                    "scale", "Scale", 1, 0, 1e6, "The width of the normal or uniform initializer."))
            .setting(
                Setting.integer(
                    "seed", "Seed", 0, 0, Integer.MAX_VALUE, "Which random numbers are drawn."))
            .build());
  }

  @Override
  public @Nullable Tensor value(Settings settings, Shape shape, String stream) {
    Tensor given = super.value(settings, shape, stream);
    return given != null ? given : draw(settings, shape, stream);
  }

  private static Tensor draw(Settings settings, Shape shape, String stream) {
    Generator random = new Generator(settings.integer("seed"), stream);
    double scale = settings.number("scale");
    Fans fans = Fans.of(shape);
    double[] out = new double[shape.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (settings.choice("init")) {
            case "he" -> random.nextGaussian() * Math.sqrt(2.0 / fans.in());
            case "xavier" -> symmetric(random) * Math.sqrt(6.0 / (fans.in() + fans.out()));
            case "normal" -> random.nextGaussian() * scale;
            case "uniform" -> symmetric(random) * scale;
            default -> 0;
          };
    }
    return Tensor.of(shape, out);
  }

  private static double symmetric(Generator random) {
    return 2 * random.nextDouble() - 1;
  }
}
