package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.Map;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** Lanes with mean 0 and variance 1. */
final class LayerNorm extends LaneMap {
  LayerNorm() {
    super(
        OpInfo.of("layer_norm", "Layer norm")
            .symbol("LN")
            .category(Category.ACTIVATION)
            .summary("Shifts and scales the entries so that their mean is 0 and their variance 1.")
            .formula("\\frac{x - \\bar{x}}{\\sqrt{\\operatorname{var}(x) + \\varepsilon}}")
            .notes("Gain and bias are left to * and +, so that they can be seen.")
            .source("Ba et al. 2016, arXiv:1607.06450")
            .port(
                "x",
                "what is normalized",
                "\\frac{1}{\\sqrt{v + \\varepsilon}} (\\delta_{ij} - \\tfrac{1}{n} - \\tfrac{1}{n} y_i y_j)")
            .setting(
                Lanes.axis(
                    "The axis that is normalized, counted from 0, or from -1 at the end; all where left out."))
            .setting(
                Setting.number(
                    "epsilon",
                    "Epsilon",
                    1e-5,
                    0,
                    1,
                    "What is added to the variance, so that it is not 0."))
            .torch(
                "{?axis|({x} - torch.mean({x}, dim={setting:axis}, keepdim=True)) / "
                    + "torch.sqrt(torch.var({x}, dim={setting:axis}, correction=0, keepdim=True) + "
                    + "{setting:epsilon})|F.layer_norm({x}, {shape:x}, eps={setting:epsilon})}")
            .jax("jax.nn.standardize({x}, axis={dim:x}, epsilon={setting:epsilon})")
            .keras(
                "({x} - keras.ops.mean({x}, axis={dim:x}, keepdims=True)) / "
                    + "keras.ops.sqrt(keras.ops.var({x}, axis={dim:x}, keepdims=True) + "
                    + "{setting:epsilon})")
            .onnx(
                "Div(Sub({x}, ReduceMean({x}, [{axes:x}], keepdims=1)), "
                    + "Sqrt(Add(ReduceMean(Mul(Sub({x}, ReduceMean({x}, [{axes:x}], keepdims=1)), "
                    + "Sub({x}, ReduceMean({x}, [{axes:x}], keepdims=1))), [{axes:x}], keepdims=1), "
                    + "{setting:epsilon})))")
            .example(vector(1, -2, 0.5))
            .example(Map.of("axis", -1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .example(Map.of("axis", 0, "epsilon", 0.1), matrix(2, 3, 1, 2, 3, -4, 5, 0.5))
            .rejects("axis 2", Map.of("axis", 2), Shape.of(2, 3))
            .build());
  }

  private static double deviation(double[] x, Settings settings) {
    double mean = Variance.mean(x);
    double sum = 0;
    for (double value : x) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / x.length + settings.number("epsilon"));
  }

  @Override
  double[] map(double[] x, Settings settings) {
    double mean = Variance.mean(x);
    double deviation = deviation(x, settings);
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = (x[i] - mean) / deviation;
    }
    return out;
  }

  @Override
  double[] vjp(double[] x, double[] y, double[] upstream, Settings settings) {
    double deviation = deviation(x, settings);
    double mean = Variance.mean(upstream);
    double along = 0;
    for (int i = 0; i < x.length; i++) {
      along += upstream[i] * y[i] / x.length;
    }
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = (upstream[i] - mean - y[i] * along) / deviation;
    }
    return out;
  }
}
