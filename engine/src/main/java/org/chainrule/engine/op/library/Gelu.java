package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.UnaryOp;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.tensor.Tensor;

/** The Gaussian error linear unit. */
final class Gelu extends UnaryOp {
  private static final double INVERSE_ROOT_2 = 0.70710678118654752440;
  private static final double INVERSE_ROOT_2_PI = 0.39894228040143267794;
  private static final double ROOT_2_OVER_PI = 0.79788456080286535588;
  private static final double CUBIC = 0.044715;

  private static double share(double x) {
    return 0.5 * Elementary.erfc(-x * INVERSE_ROOT_2);
  }

  private static double shareByTanh(double x) {
    return 0.5 * (1 + Elementary.tanh(ROOT_2_OVER_PI * (x + CUBIC * x * x * x)));
  }

  Gelu() {
    super(
        OpInfo.of("gelu", "GELU")
            .symbol("gelu")
            .category(Category.ACTIVATION)
            .summary("Weights a value by the chance that a normal draw lies below it.")
            .formula("x \\, \\Phi(x)")
            .notes("Exact by default; the tanh form is the approximation of the paper.")
            .source("Hendrycks and Gimpel 2016, arXiv:1606.08415")
            .port("x", "the argument", "\\Phi(x) + x \\, \\varphi(x)")
            .setting(
                Setting.choice(
                    "approximate",
                    "Approximation",
                    "Whether the normal distribution is exact or approximated.",
                    "none",
                    "tanh"))
            .torch("F.gelu({x}{?approximate=tanh|, approximate=\"tanh\"|})")
            .jax("jax.nn.gelu({x}, approximate={?approximate=tanh|True|False})")
            .keras("keras.ops.gelu({x}, approximate={?approximate=tanh|True|False})")
            .onnx("Gelu({x}, approximate=\"{setting:approximate}\")")
            .example(Tensor.scalar(0.5))
            .example(matrix(2, 2, 1, -2, 0.5, -3))
            .example(Map.of("approximate", "tanh"), matrix(2, 2, 1, -3, 0.5, -0.25))
            .build());
  }

  @Override
  protected double apply(double x, Settings settings) {
    return settings.choice("approximate").equals("tanh") ? x * shareByTanh(x) : x * share(x);
  }

  @Override
  protected double derivative(double x, double y, Settings settings) {
    if (settings.choice("approximate").equals("tanh")) {
      double t = 2 * shareByTanh(x) - 1;
      double slope = ROOT_2_OVER_PI * (1 + 3 * CUBIC * x * x);
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * slope;
    }
    return share(x) + x * INVERSE_ROOT_2_PI * Elementary.exp(-0.5 * x * x);
  }
}
