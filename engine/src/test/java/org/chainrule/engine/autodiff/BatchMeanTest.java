package org.chainrule.engine.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchMeanTest {
  private static Plan plan(String text) {
    Graph graph = Parser.parse(text, Library.standard()).graph();
    assertNotNull(graph);
    return Compiler.compile(graph, Library.standard());
  }

  private static double number(@Nullable Tensor tensor) {
    assertNotNull(tensor);
    return tensor.at(0);
  }

  private static int step(Plan plan, String name) {
    for (int i = 0; i < plan.steps().size(); i++) {
      if (name.equals(plan.steps().get(i).node().name())) {
        return i;
      }
    }
    throw new AssertionError("no step " + name);
  }

  @Test
  void theMeanOfTheGradientsIsWhatAStepGoesBy() {
    Plan plan = plan("x = input(1)\ny = label(2)\nw = param(3)\ne = w * x - y\nloss = e^2\n");
    BatchMean mean = new BatchMean(plan);
    double[][] examples = {{1, 2}, {2, 1}, {-1, 4}};
    for (double[] example : examples) {
      Evaluation evaluation =
          Evaluation.run(
              plan, Map.of("x", Tensor.scalar(example[0]), "y", Tensor.scalar(example[1])));
      mean.add(evaluation, Gradients.of(evaluation, plan.loss()));
    }
    // e = 1, 5, -7; loss 1, 25, 49; d loss / d w = 2 e x = 2, 20, 14.
    assertEquals(75 / 3.0, number(mean.value(step(plan, "loss"))), 1e-12);
    assertEquals(36 / 3.0, number(mean.gradient(step(plan, "w"))), 1e-12);
    assertEquals(-2 / 3.0, number(mean.gradient(step(plan, "e"))), 1e-12);
    assertEquals(1, number(mean.gradient(step(plan, "loss"))));
  }

  @Test
  void aMeanOfOneIsThatOneAndWhatAnyLacksHasNone() {
    Plan plan = plan("x = input(shape=[2])\nw = param([1, 2])\nloss = sum((w * x)^2)\n");
    BatchMean mean = new BatchMean(plan);
    Evaluation full = Evaluation.run(plan, Map.of("x", Tensor.of(x().shape(), 3, 4)));
    mean.add(full, Gradients.of(full, plan.loss()));
    Tensor gradient = mean.gradient(step(plan, "w"));
    assertNotNull(gradient);
    assertArrayEquals(new double[] {18, 64}, gradient.toArray());
    Evaluation lacking = Evaluation.run(plan, Map.of());
    mean.add(lacking, Gradients.of(lacking, plan.loss()));
    assertNull(mean.value(step(plan, "loss")));
    mean.add(full, Gradients.of(full, plan.loss()));
    assertNull(mean.value(step(plan, "loss")));
    assertNotNull(mean.value(step(plan, "w")));
  }

  private static Tensor x() {
    return Tensor.of(Shape.of(2), 0, 0);
  }
}
