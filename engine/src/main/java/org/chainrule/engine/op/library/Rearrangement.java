package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * An op whose every output entry is one input entry: its gradient goes back where the entry came
 * from.
 */
abstract class Rearrangement implements Op {
  private final OpInfo info;

  Rearrangement(OpInfo info) {
    this.info = info;
  }

  /** For each entry of the output the row-major index of the input entry it shows. */
  abstract int[] sources(Shape input, Shape output, Settings settings);

  @Override
  public final OpInfo info() {
    return info;
  }

  @Override
  public final Kernel kernel(List<Shape> inputs, Settings settings) {
    if (!(infer(inputs, settings) instanceof Inferred.Fits fits)) {
      throw new IllegalArgumentException("expected a shape that fits, got " + inputs);
    }
    return new Kernel.Rearrangement(sources(inputs.get(0), fits.shape(), settings));
  }

  @Override
  public final Tensor forward(List<Tensor> inputs, Settings settings) {
    Tensor x = inputs.get(0);
    if (!(infer(List.of(x.shape()), settings) instanceof Inferred.Fits fits)) {
      throw new IllegalArgumentException("expected a shape that fits, got " + x.shape());
    }
    int[] sources = sources(x.shape(), fits.shape(), settings);
    double[] out = new double[sources.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = x.at(sources[i]);
    }
    return Tensor.of(fits.shape(), out);
  }

  @Override
  public final Tensor vjp(int port, Tensor upstream, Point at) {
    Shape input = at.inputs().get(0).shape();
    int[] sources = sources(input, upstream.shape(), at.settings());
    double[] out = new double[input.size()];
    for (int i = 0; i < sources.length; i++) {
      out[sources[i]] += upstream.at(i);
    }
    return Tensor.of(input, out);
  }

  /** Each entry where it stands. */
  static int[] inOrder(int count) {
    int[] sources = new int[count];
    for (int i = 0; i < count; i++) {
      sources[i] = i;
    }
    return sources;
  }
}
