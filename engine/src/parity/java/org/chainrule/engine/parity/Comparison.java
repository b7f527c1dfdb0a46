package org.chainrule.engine.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo.Example;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.parity.Torch.Precision;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.op.library.Library;
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
  private static final int SEED = 20;

  /**
   * In float64 entries below this share of the largest one are measured as if they were that large.
   */
  private static final double CANCELLED = 1e-3;

  /** What the batched first input is multiplied by, one factor for each example. */
  private static final double[] FACTORS = {1, 0.5, 0.75};

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
  private static double[] gradient(org.bytedeco.pytorch.Tensor leaf, @Nullable Tensor ours) {
    if (leaf.grad().defined() && ours == null) {
      throw new AssertionError("libtorch has a gradient of shape " + Torch.shape(leaf) + ", the op none");
    }
    return leaf.grad().defined() ? Torch.numbers(leaf.grad()) : new double[(int) leaf.numel()];
  }

  /**
   * The training executor in float32 against libtorch in float32: the op over a batch, whose first
   * input is scaled by another factor in each example, weighted at random and summed to a loss. A
   * loss is measured by the size of its terms, a gradient by its largest entry or the upstream
   * gradient's.
   */
  @SuppressWarnings("try") // The scope is there to be closed.
  static Comparison ofTraining(Op op, Example example) throws ProblemException {
    Plan plan = Compiler.compile(Lifted.graph(op, example), Library.standard());
    assertEquals(List.of(), plan.problems());
    Program program = Program.compile(plan, FACTORS.length, BatchReduction.MEAN);
    try (PortableDevice device = new PortableDevice(program);
        PointerScope scope = new PointerScope()) {
      device.initialize();
      for (Program.Parameter parameter : program.parameters()) {
        Tensor value = example.inputs().get(Lifted.port(parameter.name()));
        Lifted.write(value, device.arena(), parameter.buffer().offset());
      }
      List<Tensor> weights = weights(op, example);
      for (Program.Feed feed : program.feeds()) {
        for (int row = 0; row < FACTORS.length; row++) {
          Tensor value =
              feed.name().equals(Lifted.FACTOR) ? Tensor.scalar(FACTORS[row]) : weights.get(row);
          Lifted.write(value, device.arena(), feed.buffer().offset() + row * value.size());
        }
      }
      device.forward(FACTORS.length);
      device.backward(FACTORS.length);

      List<org.bytedeco.pytorch.Tensor> leaves = new ArrayList<>();
      example.inputs().forEach(input -> leaves.add(Torch.leaf(input, Precision.FLOAT32)));
      double forward = 0;
      for (int row = 0; row < FACTORS.length; row++) {
        List<org.bytedeco.pytorch.Tensor> inputs = new ArrayList<>(leaves);
        inputs.set(0, leaves.get(0).mul(new Scalar((float) FACTORS[row])));
        org.bytedeco.pytorch.Tensor weighted =
            counterpart(op)
                .call()
                .apply(inputs, settings(op, example))
                .mul(Torch.of(weights.get(row), Precision.FLOAT32));
        double loss = device.arena()[program.loss().offset() + row];
        double size = Torch.numbers(weighted.abs().sum())[0];
        double theirs = Torch.numbers(weighted.sum())[0];
        forward = Math.max(forward, Discrepancy.of(new double[] {loss}, new double[] {theirs}, size));
        if (weighted.requires_grad()) {
          org.bytedeco.pytorch.Tensor share = weighted.sum().mul(new Scalar(1f / FACTORS.length));
          share.backward();
        }
      }
      double backward = 0;
      for (Program.Parameter parameter : program.parameters()) {
        int from = program.gradientsAt() + parameter.buffer().offset() - program.parametersAt();
        float[] values =
            Arrays.copyOfRange(device.arena(), from, from + parameter.buffer().size());
        int port = Lifted.port(parameter.name());
        double[] gradient = Lifted.read(values);
        double[] theirs = gradient(leaves.get(port), Tensor.of(parameter.shape(), gradient));
        double floor = Math.max(1.0 / FACTORS.length, Discrepancy.largest(theirs));
        backward = Math.max(backward, Discrepancy.of(gradient, theirs, floor));
      }
      return new Comparison(forward, backward);
    }
  }

  private static List<Tensor> weights(Op op, Example example) {
    Tensor output = op.forward(example.inputs(), settings(op, example));
    Generator random = new Generator(SEED, op.info().id());
    List<Tensor> weights = new ArrayList<>();
    for (int row = 0; row < FACTORS.length; row++) {
      weights.add(output.map(unused -> (float) (0.5 + random.nextDouble())));
    }
    return weights;
  }

  private static Settings settings(Op op, Example example) {
    Settings.Builder settings = new Settings.Builder().defaults(op.info().settings());
    example.settings().forEach(settings::put);
    return settings.build();
  }

  private static Counterparts.Counterpart counterpart(Op op) {
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
