package org.chainrule.engine.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.RandomGraphs;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The portable training device against the reference on random graphs; a failure names its seed.
 */
class RandomGraphTest {
  private static final int GRAPHS = 400;
  private static final int SIZE = 8;
  private static final int BATCH = 3;

  @Test
  void lossAndGradientsAgreeToFloat32() throws ProblemException {
    for (int seed = 0; seed < GRAPHS; seed++) {
      compare(seed);
    }
  }

  private static void compare(int seed) throws ProblemException {
    Plan plan = Compiler.compile(RandomGraphs.of(seed, SIZE), Library.standard());
    assertEquals(List.of(), plan.problems(), "seed " + seed);
    Evaluation evaluation = Evaluation.run(plan, Map.of());
    Gradients gradients = Gradients.of(evaluation, plan.loss());
    Map<String, Integer> steps = new HashMap<>();
    double size = 1;
    for (int i = 0; i < plan.steps().size(); i++) {
      steps.put(plan.steps().get(i).node().label(), i);
      size = Math.max(size, largest(evaluation.value(i)));
      size = Math.max(size, largest(gradients.gradient(i)));
    }
    Program program = Program.compile(plan, BATCH, BatchReduction.MEAN);
    PortableDevice device = new PortableDevice(program);
    for (Program.Feed feed : program.feeds()) {
      Tensor value = evaluation.value(steps.get(feed.name()));
      for (int row = 0; row < BATCH; row++) {
        for (int i = 0; i < value.size(); i++) {
          device.arena()[feed.buffer().offset() + row * value.size() + i] = (float) value.at(i);
        }
      }
    }
    device.forward(BATCH);
    double loss = evaluation.value(plan.loss()).item();
    float actual = device.arena()[program.loss().offset()];
    assertEquals(loss, actual, 1e-4 * size, "the loss of seed " + seed);
    device.backward(BATCH);
    for (Program.Parameter parameter : program.parameters()) {
      Tensor gradient = gradients.gradient(steps.get(parameter.name()));
      for (int i = 0; i < parameter.shape().size(); i++) {
        int at = program.gradientsAt() + parameter.buffer().offset() + i;
        double expected = gradient == null ? 0 : gradient.at(i);
        String where = parameter.name() + "[" + i + "] of seed " + seed;
        assertEquals(expected, device.arena()[at], 1e-4 * size, where);
      }
    }
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (int i = 0; tensor != null && i < tensor.size(); i++) {
      largest = Math.max(largest, Math.abs(tensor.at(i)));
    }
    return largest;
  }
}
