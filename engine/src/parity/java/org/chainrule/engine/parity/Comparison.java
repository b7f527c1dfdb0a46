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

/**
 * The worst relative differences between Chainrule and libtorch at one point.
 *
 * @param forward of the values
 * @param backward of the gradients, over all ports
 */
record Comparison(double forward, double backward) {
  private static final int SEED = 20;

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
        org.bytedeco.pytorch.Tensor expected = leaves.get(port).grad();
        backward = Math.max(backward, gradients(gradient, expected, port));
      }
      return new Comparison(
          Discrepancy.of(ours.toArray(), Torch.numbers(theirs)), backward);
    }
  }

  /** A port without a gradient in libtorch must get none here, or zeros. */
  private static double gradients(
      Tensor ours, org.bytedeco.pytorch.Tensor theirs, int port) {
    if (!theirs.defined()) {
      return ours == null ? 0 : Discrepancy.of(ours.toArray(), new double[ours.size()]);
    }
    if (ours == null) {
      throw new AssertionError("libtorch has a gradient for port " + port + ", the op has none");
    }
    return Discrepancy.of(ours.toArray(), Torch.numbers(theirs));
  }

  /**
   * The training executor in float32 against libtorch in float32: the op over a batch, whose first
   * input is scaled by another factor in each example, weighted at random and summed to a loss.
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
        double size = Math.max(Torch.numbers(weighted.abs().sum())[0], 1e-30);
        double theirs = Torch.numbers(weighted.sum())[0];
        forward = Math.max(forward, Discrepancy.of(new double[] {loss, size}, new double[] {theirs, size}));
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
        Tensor gradient = Lifted.read(parameter.shape(), values);
        backward = Math.max(backward, gradients(gradient, leaves.get(port).grad(), port));
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

  Comparison worse(Comparison other) {
    return new Comparison(
        Math.max(forward, other.forward), Math.max(backward, other.backward));
  }
}
