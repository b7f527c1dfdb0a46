package org.chainrule.engine.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo.Example;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.parity.Torch.Precision;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The worst relative differences between Chainrule and libtorch at one point.
 *
 * @param forward of the values
 * @param backward of the gradients, over all ports
 */
record Comparison(double forward, double backward) {
  static final int SEED = 20;

  /**
   * In float64 entries below this share of the largest one are measured as if they were that large.
   */
  private static final double CANCELLED = 1e-3;

  /** An op's own rules in float64 against libtorch in float64. */
  @SuppressWarnings("try") // The scope is there to be closed.
  static Comparison ofRules(Op op, Example example) {
    Settings settings = settings(op, example);
    try (PointerScope scope = new PointerScope()) {
      List<org.bytedeco.pytorch.Tensor> leaves = new ArrayList<>();
      example.inputs().forEach(input -> leaves.add(Torch.leaf(input, Precision.FLOAT64)));
      org.bytedeco.pytorch.Tensor theirs = counterpart(op).call().apply(leaves, settings);
      Tensor ours = op.forward(example.inputs(), settings);
      assertEquals(Torch.shape(theirs), ours.shape(), "shape of the output");
      Generator random = new Generator(SEED, op.info().id());
      Tensor upstream = ours.map(unused -> 0.5 + random.nextDouble());
      if (theirs.requires_grad()) {
        Torch.backward(theirs, Torch.of(upstream, Precision.FLOAT64));
      }
      double backward = 0;
      for (int port = 0; port < leaves.size(); port++) {
        Tensor gradient =
            op.vjp(port, upstream, new Op.Point(example.inputs(), ours, settings));
        double[] theirGradient = gradient(leaves.get(port), gradient);
        if (gradient != null) {
          backward = Math.max(backward, inFloat64(gradient.toArray(), theirGradient));
        }
      }
      return new Comparison(inFloat64(ours.toArray(), Torch.numbers(theirs)), backward);
    }
  }

  private static double inFloat64(double[] ours, double[] theirs) {
    return Discrepancy.of(ours, theirs, CANCELLED * Discrepancy.largest(theirs));
  }

  /** The gradient in libtorch; a port that none flows into must get none here, or zeros. */
  static double[] gradient(org.bytedeco.pytorch.Tensor leaf, @Nullable Tensor ours) {
    if (leaf.grad().defined() && ours == null) {
      throw new AssertionError("libtorch has a gradient of shape " + Torch.shape(leaf) + ", the op none");
    }
    return leaf.grad().defined() ? Torch.numbers(leaf.grad()) : new double[(int) leaf.numel()];
  }

  /** The settings of an example, completed. */
  static Settings settings(Op op, Example example) {
    Settings.Builder settings = new Settings.Builder().defaults(op.info().settings());
    example.settings().forEach(settings::put);
    return settings.build();
  }

  /** The row of the table for an op. */
  static Counterparts.Counterpart counterpart(Op op) {
    Counterparts.Counterpart counterpart = Counterparts.all().get(op.info().id());
    if (counterpart == null) {
      throw new AssertionError(
          "no counterpart in PyTorch for " + op.info().id() + "; add a row to Counterparts");
    }
    return counterpart;
  }

  /** The greater of the two. */
  double worst() {
    return Math.max(forward, backward);
  }

  /** The worst of both. */
  Comparison worse(Comparison other) {
    return new Comparison(
        Math.max(forward, other.forward), Math.max(backward, other.backward));
  }
}
