package org.chainrule.server.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parser;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training by OpenBLAS over a batch against the reference executor over each of its examples. */
@DisplayName("The OpenBLAS device agrees with the reference")
class OpenBlasDeviceTest {
  private static final int BATCH = 7;

  @ParameterizedTest(name = "on {0}")
  @ValueSource(
      strings = {
        TestServer.NETWORK,
        "x = input(shape=[5])\nW = param(shape=[3, 5], init=\"normal\")\nloss = sum(tanh(W @ x)^2)\n",
        "x = input(shape=[5])\nW = param(shape=[5, 3], init=\"normal\")\nloss = sum(sigmoid(x @ W))\n",
        "x = input(shape=[4, 5])\nW = param(shape=[5, 3], init=\"normal\")\nloss = mean((x @ W)^2)\n",
        "x = input(shape=[5, 2])\nW = param(shape=[3, 5], init=\"normal\")\nloss = sum((W @ x)^2)\n",
        "x = input(shape=[3])\nW = param(shape=[3, 3], init=\"normal\")\nloss = (W @ x) @ (x @ W)\n",
        "x = input(2)\nA = param(shape=[2, 6], init=\"normal\")\nB = param(shape=[6, 2], init=\"normal\")\n"
            + "loss = x * sum(A @ B)\n",
      })
  void agrees(String text) throws Exception {
    Plan plan =
        Compiler.compile(Parser.parse(text, Library.standard()).graph(), Library.standard());
    Program program = Program.compile(plan, BATCH, BatchReduction.SUM);
    Generator random = new Generator(3, BATCH);
    Map<String, Tensor> gradients = new HashMap<>();
    double loss = 0;
    try (PortableDevice device = new PortableDevice(program, new OpenBlasGemm(1))) {
      for (int row = 0; row < BATCH; row++) {
        Map<String, Tensor> bindings = new HashMap<>();
        for (Program.Feed feed : program.feeds()) {
          Tensor value =
              Tensor.zeros(feed.shape())
                  .map(
                      unused ->
                          feed.classes() > 0
                              ? random.nextInt(feed.classes())
                              : (float) random.nextDouble());
          bindings.put(feed.name(), value);
          for (int i = 0; i < value.size(); i++) {
            device.arena()[feed.buffer().offset() + row * value.size() + i] = (float) value.at(i);
          }
        }
        Evaluation evaluation = Evaluation.run(plan, bindings);
        loss += evaluation.value(plan.loss()).item();
        Gradients reference = Gradients.of(evaluation, plan.loss());
        for (int i = 0; i < plan.steps().size(); i++) {
          Tensor gradient = reference.gradient(i);
          if (gradient != null) {
            gradients.merge(plan.steps().get(i).node().label(), gradient, Tensor::plus);
          }
        }
      }
      device.forward(BATCH, Device.TESTING);
      device.backward(BATCH, Device.TESTING);
      float sum = 0;
      for (int row = 0; row < BATCH; row++) {
        sum += device.arena()[program.loss().offset() + row];
      }
      assertEquals(loss, sum, 2e-5 * Math.max(1, Math.abs(loss)), "loss");
      for (Program.Parameter parameter : program.parameters()) {
        Tensor expected = gradients.get(parameter.name());
        for (int i = 0; i < expected.size(); i++) {
          float actual = device.arena()[program.gradientsAt() + parameter.buffer().offset() + i];
          double tolerance = 5e-5 * Math.max(1, Math.abs(expected.at(i)));
          assertEquals(expected.at(i), actual, tolerance, parameter.name() + "[" + i + "]");
        }
      }
    }
  }
}
