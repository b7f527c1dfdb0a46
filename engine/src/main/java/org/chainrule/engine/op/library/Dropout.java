package org.chainrule.engine.op.library;

import static org.chainrule.engine.op.library.Samples.matrix;
import static org.chainrule.engine.op.library.Samples.vector;

import java.util.List;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.DropoutMask;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Entries left out at random while training. */
final class Dropout implements Op {
  private static final OpInfo INFO =
      OpInfo.of("dropout", "Dropout")
          .category(Category.ACTIVATION)
          .summary("Leaves entries out at random while training, so that none is relied on.")
          .formula("\\frac{m_i}{1 - p} \\, x_i, \\quad m_i \\sim \\mathrm{Bernoulli}(1 - p)")
          .notes(
              "Training draws new entries at every step and testing leaves none out, whatever the mode; the"
                  + " mode says which of the two the canvas shows. What stays is scaled up, so that the"
                  + " expected value is the same in both.")
          .source("Srivastava et al. 2014")
          .port("x", "the argument", "\\frac{m_i}{1 - p}")
          .setting(Setting.number("rate", "Rate p", 0.5, 0, 0.99, "The chance to be left out."))
          .setting(Setting.choice("mode", "Mode", "What the canvas shows.", "eval", "train"))
          .setting(
              Setting.integer(
                  "seed", "Seed", 0, 0, Integer.MAX_VALUE, "Which entries are left out."))
          .torch("F.dropout({x}, p={setting:rate}, training=self.training)")
          .jax(
              "{?mode=train|jnp.where(jax.random.bernoulli(jax.random.key({setting:seed}), 1 - {setting:rate}, {shape:x}), {x} / (1 - {setting:rate}), 0)|jnp.copy({x})}")
          .keras(
              "{?mode=train|keras.random.dropout({x}, {setting:rate}, seed={setting:seed})|keras.ops.copy({x})}")
          .onnx("Identity({x})")
          .example(vector(1, -2, 0.5))
          .example(matrix(2, 2, 1, -2, 0.5, 3))
          .build();

  @Override
  public OpInfo info() {
    return INFO;
  }

  @Override
  public Inferred infer(List<Shape> inputs, Settings settings) {
    return Inferred.fits(inputs.get(0));
  }

  private static Tensor mask(Shape shape, Settings settings) {
    DropoutMask mask = new DropoutMask(settings.number("rate"), settings.integer("seed"), 0);
    return Tensor.zeros(shape).map(unused -> mask.next());
  }

  private static boolean shown(Settings settings) {
    return settings.choice("mode").equals("train");
  }

  @Override
  public Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor x = inputs.get(0);
    return shown(settings) ? Tensor.zip(x, mask(x.shape(), settings), (v, m) -> v * m) : x;
  }

  @Override
  public Tensor vjp(int port, Tensor upstream, Point at) {
    return shown(at.settings())
        ? Tensor.zip(upstream, mask(upstream.shape(), at.settings()), (g, m) -> g * m)
        : upstream;
  }

  @Override
  public Kernel kernel(List<Shape> inputs, Settings settings) {
    return new Kernel.Dropout(settings.number("rate"), settings.integer("seed"));
  }
}
