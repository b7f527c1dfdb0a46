package org.chainrule.engine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The training executor over a batch against the reference executor over each of its examples. */
class DifferentialTest {
  private static final int BATCH = 5;

  /**
   * Runs one graph on random data both ways and compares the losses and the mean gradients of the
   * parameters.
   */
  private static void compare(Plan plan, int examples, BatchReduction reduction)
      throws ProblemException {
    Program program = Program.compile(plan, BATCH, reduction);
    PortableDevice device = new PortableDevice(program);
    Generator random = new Generator(11, examples);
    Map<String, Tensor> expected = new HashMap<>();
    double[] losses = new double[examples];
    for (int row = 0; row < examples; row++) {
      Map<String, Tensor> bindings = new HashMap<>();
      for (Program.Feed feed : program.feeds()) {
        Tensor value =
            Tensor.filled(feed.shape(), 0)
                .map(
                    unused ->
                        feed.classes() > 0
                            ? random.nextInt(feed.classes())
                            : (float) (0.2 + random.nextDouble()));
        bindings.put(feed.name(), value);
        for (int i = 0; i < value.size(); i++) {
          device.arena()[feed.buffer().offset() + row * value.size() + i] = (float) value.at(i);
        }
      }
      Evaluation evaluation = Evaluation.run(plan, bindings);
      losses[row] = evaluation.value(plan.loss()).item();
      Gradients gradients = Gradients.of(evaluation, plan.loss());
      double share = reduction == BatchReduction.MEAN ? 1.0 / examples : 1;
      for (int i = 0; i < plan.steps().size(); i++) {
        String name = plan.steps().get(i).node().label();
        Tensor gradient = gradients.gradient(i);
        if (gradient != null) {
          expected.merge(name, gradient.times(share), Tensor::plus);
        }
      }
    }
    device.forward(examples, Device.TESTING);
    for (int row = 0; row < examples && program.loss().batched(); row++) {
      assertClose(losses[row], device.arena()[program.loss().offset() + row], "loss " + row);
    }
    device.backward(examples, Device.TESTING);
    for (Program.Parameter parameter : program.parameters()) {
      Tensor none = Tensor.zeros(parameter.shape());
      Tensor gradient = expected.getOrDefault(parameter.name(), none);
      for (int i = 0; i < gradient.size(); i++) {
        int at = program.gradientsAt() + parameter.buffer().offset() + i;
        assertClose(gradient.at(i), device.arena()[at], parameter.name() + "[" + i + "]");
      }
    }
  }

  private static void assertClose(double expected, float actual, String what) {
    assertEquals(expected, actual, 2e-5 * Math.max(1, Math.abs(expected)), what);
  }

  @Test
  void theLectureNetworksAgreeForFullAndPartialBatches() throws ProblemException {
    for (int examples : new int[] {1, 3, BATCH}) {
      for (BatchReduction reduction : BatchReduction.values()) {
        compare(Graphs.plan(Graphs.U4), examples, reduction);
        compare(Graphs.plan(Graphs.MNIST), examples, reduction);
      }
    }
  }

  @Test
  void matrixProductsAgreeHoweverTheFactorsAreBatched() throws ProblemException {
    String[] texts = {
      "x = input(shape=[3])\nW = param(shape=[2, 3], init=\"normal\")\nloss = sum((W @ x)^2)\n",
      "x = input(shape=[3])\nW = param(shape=[3, 2], init=\"normal\")\nloss = sum((x @ W)^2)\n",
      "x = input(shape=[4, 3])\nW = param(shape=[3, 2], init=\"normal\")\nloss = sum((x @ W)^2)\n",
      "x = input(shape=[3, 2])\nW = param(shape=[4, 3], init=\"normal\")\nloss = sum((W @ x)^2)\n",
      "x = input(shape=[3])\nw = param(shape=[3], init=\"normal\")\nloss = (w @ x)^2\n",
      "x = input(shape=[3])\nW = param(shape=[3, 3], init=\"normal\")\nloss = (W @ x) @ (x @ W)\n",
      "x = input(shape=[2, 3])\nW = param(shape=[3, 3], init=\"normal\")\nh = x @ W\n"
          + "loss = sum((h @ (W @ [1, 2, 3]))^2)\n",
      "x = input(2)\nA = param(shape=[2, 3], init=\"normal\")\nB = param(shape=[3, 2], init=\"normal\")\n"
          + "loss = x * sum(A @ B) + sum(A^2)\n",
    };
    for (String text : texts) {
      compare(Graphs.plan(text), 3, BatchReduction.MEAN);
    }
  }

  @Test
  void valuesThatAreSharedAndBatchedMix() throws ProblemException {
    compare(
        Graphs.plan(
            """
            x = input(shape=[2, 3])
            b = param([0.5, -1, 2])
            c = param(0.3)
            h = tanh(x * b + c)
            loss = sum(mean(h, axis=0)) * sum(h, axis=1) @ [1, 2] + 0.1 * sum(b^2)
            """),
        4,
        BatchReduction.SUM);
  }

  /**
   * Every example of every op, its inputs as parameters times a batched input, so that values are
   * batched and gradients flow.
   */
  @TestFactory
  Stream<DynamicTest> everyOpAgrees() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Op op : Library.standard().ops()) {
      List<OpInfo.Example> examples = op.info().examples();
      IntStream.range(0, examples.size())
          .forEach(
              i ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          op.info().id() + " example " + i, () -> compareOp(op, examples.get(i)))));
    }
    return tests.stream();
  }

  private static void compareOp(Op op, OpInfo.Example example) throws ProblemException {
    Plan plan = Compiler.compile(Graphs.around(op, example), Library.standard());
    assertEquals(List.of(), plan.problems());
    compare(plan, 3, BatchReduction.MEAN);
  }
}
