package org.chainrule.engine.parity;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.parity.Torch.Precision;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.train.Optimizers;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainingSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Ten steps of training, every network with every optimizer of THE list, here and in libtorch. */
class NetworkParityTest {
  private static final int STEPS = 10;
  private static final int SEED = 3;

  /** What float32 rounding may leave after ten steps. */
  private static final double TOLERANCE = 1e-5;

  @AfterAll
  static void report() {
    Report.write();
  }

  @TestFactory
  Stream<DynamicTest> tenStepsAgree() {
    return Network.all().stream()
        .flatMap(
            network ->
                Optimizers.all().stream()
                    .map(
                        kind ->
                            dynamicTest(
                                network.name() + " by " + kind.name(),
                                () -> agrees(network, kind.name()))));
  }

  private static double rate(String optimizer) {
    return optimizer.startsWith("adam") || optimizer.equals("rmsprop") ? 0.01 : 0.05;
  }

  private static Optimizer theirs(String name, TensorVector parameters) {
    double rate = rate(name);
    SGDOptions descent = new SGDOptions(rate);
    switch (name) {
      case "sgd":
        return new SGD(parameters, descent);
      case "momentum":
        descent.momentum().put(0.9);
        return new SGD(parameters, descent);
      case "nesterov":
        descent.momentum().put(0.9);
        descent.nesterov().put(true);
        return new SGD(parameters, descent);
      case "adagrad":
        return new Adagrad(parameters, new AdagradOptions(rate));
      case "rmsprop":
        return new RMSprop(parameters, new RMSpropOptions(rate));
      case "adam":
        return new Adam(parameters, new AdamOptions(rate));
      case "adamw":
        return new AdamW(parameters, new AdamWOptions(rate));
      default:
        throw new AssertionError("no optimizer of PyTorch for " + name + "; add it here");
    }
  }

  @SuppressWarnings("try") // The scope is there to be closed.
  private static void agrees(Network network, String optimizer) throws ProblemException {
    TrainingSettings settings =
        new TrainingSettings(
            optimizer, rate(optimizer), network.batch(), 1, SEED, BatchReduction.MEAN);
    Program program =
        Program.compile(Graphs.plan(network.text()), network.batch(), settings.reduction());
    try (PortableDevice device = new PortableDevice(program);
        PointerScope scope = new PointerScope()) {
      Trainer trainer = new Trainer(device, network.data(), settings);
      Map<String, Tensor> parameters = new LinkedHashMap<>();
      for (Trainer.NamedTensor first : trainer.parameters()) {
        parameters.put(first.name(), Torch.leaf(tensor(first), Precision.FLOAT32));
      }
      Optimizer theirs =
          theirs(optimizer, new TensorVector(parameters.values().toArray(new Tensor[0])));
      int[] order = order(network.data().size());
      double[] ours = new double[STEPS];
      double[] expected = new double[STEPS];
      for (int step = 0; step < STEPS; step++) {
        assertTrue(trainer.step(), "fewer than ten steps");
        theirs.zero_grad();
        Tensor loss =
            network
                .loss()
                .of(parameters, batch(network, order, step, 0), batch(network, order, step, 1));
        loss.backward();
        theirs.step();
        ours[step] = trainer.lastLoss();
        expected[step] = Torch.numbers(loss)[0];
      }
      double losses = relative(ours, expected);
      double worst = 0;
      for (Trainer.NamedTensor last : trainer.parameters()) {
        double[] theirLast = Torch.numbers(parameters.get(last.name()));
        worst = Math.max(worst, relative(Lifted.read(last.values()), theirLast));
      }
      Report.add(network.name(), optimizer, losses, worst);
      assertTrue(losses <= TOLERANCE, "losses: " + losses);
      assertTrue(worst <= TOLERANCE, "parameters: " + worst);
    }
  }

  private static org.chainrule.engine.tensor.Tensor tensor(Trainer.NamedTensor parameter) {
    return org.chainrule.engine.tensor.Tensor.of(
        parameter.shape(), Lifted.read(parameter.values()));
  }

  /** Relative to the largest number: a loss that vanishes keeps the rounding of what cancelled. */
  private static double relative(double[] ours, double[] theirs) {
    return Discrepancy.of(ours, theirs, Discrepancy.largest(theirs));
  }

  /** The order in which the trainer visits the examples of its first epoch. */
  private static int[] order(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    new Generator(SEED, 1).shuffle(order);
    return order;
  }

  private static Tensor batch(Network network, int[] order, int step, int column) {
    List<Tensor> rows = new ArrayList<>();
    for (int row = 0; row < network.batch(); row++) {
      int example = order[step * network.batch() + row];
      var shape = network.data().columns().get(column).shape();
      float[] values = new float[shape.size()];
      network.data().copy(example, column, values, 0);
      rows.add(
          Torch.of(
              org.chainrule.engine.tensor.Tensor.of(shape, Lifted.read(values)),
              Precision.FLOAT32));
    }
    return torch.stack(new TensorVector(rows.toArray(new Tensor[0])), 0);
  }
}
