package org.chainrule.engine.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Instruction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo.Example;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.parity.Torch.Precision;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;

/**
 * The training executor in float32 against libtorch in float32: the op over a batch, whose first
 * input is scaled by another factor in each example, weighted at random and summed to a loss.
 */
final class TrainingComparison {

  /** The factors of the examples. */
  private static final double[] FACTORS = {1, 0.5, 0.75};

  /** Entries below this are measured absolutely, since the weights are about as large. */
  private static final double FLOOR = 1;

  private final Op op;
  private final Example example;
  private final List<org.chainrule.engine.tensor.Tensor> weights = new ArrayList<>();
  private final List<Tensor> leaves = new ArrayList<>();

  private TrainingComparison(Op op, Example example) {
    this.op = op;
    this.example = example;
    var output = op.forward(example.inputs(), Comparison.settings(op, example));
    Generator random = new Generator(Comparison.SEED, op.info().id());
    for (int row = 0; row < FACTORS.length; row++) {
      weights.add(output.map(unused -> (float) (0.5 + random.nextDouble())));
    }
  }

  /** Compares one op at one point. */
  @SuppressWarnings("try") // The scope is there to be closed.
  static Comparison of(Op op, Example example) throws ProblemException {
    Plan plan = Compiler.compile(Lifted.graph(op, example), Library.standard());
    assertEquals(List.of(), plan.problems());
    Program program = Program.compile(plan, FACTORS.length, BatchReduction.MEAN);
    try (PortableDevice device = new PortableDevice(program);
        PointerScope scope = new PointerScope()) {
      return new TrainingComparison(op, example).run(device);
    }
  }

  private Comparison run(Device device) {
    feed(device);
    device.forward(FACTORS.length, Device.TESTING);
    device.backward(FACTORS.length, Device.TESTING);
    example.inputs().forEach(input -> leaves.add(Torch.leaf(input, Precision.FLOAT32)));
    return new Comparison(forward(device), backward(device));
  }

  private void feed(Device device) {
    for (Program.Parameter parameter : device.program().parameters()) {
      var value = example.inputs().get(Lifted.port(parameter.name()));
      Lifted.write(value, device.arena(), parameter.buffer().offset());
    }
    for (Program.Feed feed : device.program().feeds()) {
      for (int row = 0; row < FACTORS.length; row++) {
        var value =
            feed.name().equals(Lifted.FACTOR)
                ? org.chainrule.engine.tensor.Tensor.scalar(FACTORS[row])
                : weights.get(row);
        Lifted.write(value, device.arena(), feed.buffer().offset() + row * value.size());
      }
    }
  }

  /** Compares the op's output in each example, and runs libtorch backward. */
  private double forward(Device device) {
    Buffer output = output(device.program());
    double worst = 0;
    for (int row = 0; row < FACTORS.length; row++) {
      List<Tensor> inputs = new ArrayList<>(leaves);
      inputs.set(0, leaves.get(0).mul(new Scalar((float) FACTORS[row])));
      Tensor theirs =
          Comparison.counterpart(op).call().apply(inputs, Comparison.settings(op, example));
      double[] ours = numbers(device, output.offset() + row * output.size(), output.size());
      worst = Math.max(worst, Discrepancy.of(ours, Torch.numbers(theirs), FLOOR));
      if (theirs.requires_grad()) {
        Tensor weighted = theirs.mul(Torch.of(weights.get(row), Precision.FLOAT32));
        weighted.sum().mul(new Scalar(1f / FACTORS.length)).backward();
      }
    }
    return worst;
  }

  /** The output is what the last function before the sum weights. */
  private static Buffer output(Program program) {
    Instruction weighted = program.forward().get(program.forward().size() - 2);
    return ((Instruction.Elementwise) weighted).a().value();
  }

  private double backward(Device device) {
    Program program = device.program();
    double worst = 0;
    for (Program.Parameter parameter : program.parameters()) {
      int from = program.gradientsAt() + parameter.buffer().offset() - program.parametersAt();
      double[] ours = numbers(device, from, parameter.buffer().size());
      double[] theirs =
          Comparison.gradient(
              leaves.get(Lifted.port(parameter.name())),
              org.chainrule.engine.tensor.Tensor.of(parameter.shape(), ours));
      worst = Math.max(worst, Discrepancy.of(ours, theirs, FLOOR));
    }
    return worst;
  }

  private static double[] numbers(Device device, int from, int count) {
    return Lifted.read(Arrays.copyOfRange(device.arena(), from, from + count));
  }
}
