package org.chainrule.engine.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.lesson.Example;
import org.chainrule.engine.lesson.Examples;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Forward mode against reverse mode: two ways through the same derivatives. */
class TangentsTest {

  @TestFactory
  Stream<DynamicTest> everyOpsForwardRuleIsTheTransposeOfItsBackwardRule() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Op op : Library.standard().ops()) {
      for (OpInfo.Example example : op.info().examples()) {
        for (int port = 0; port < example.inputs().size(); port++) {
          int at = port;
          String name = op.info().id() + " port " + port + " of " + example.inputs();
          tests.add(dynamicTest(name, () -> transposes(op, example, at)));
        }
      }
    }
    return tests.stream();
  }

  private static void transposes(Op op, OpInfo.Example example, int port) {
    Settings.Builder settings = new Settings.Builder().defaults(op.info().settings());
    example.settings().forEach(settings::put);
    Tensor output = op.forward(example.inputs(), settings.build());
    Op.Point point = new Op.Point(example.inputs(), output, settings.build());
    Generator random = new Generator(5, port);
    Tensor direction = example.inputs().get(port).map(unused -> random.nextGaussian());
    Tensor upstream = output.map(unused -> random.nextGaussian());
    Tensor[] tangents = new Tensor[example.inputs().size()];
    tangents[port] = direction;
    Tensor forward = op.jvp(Arrays.asList(tangents), point);
    Tensor backward = op.vjp(port, upstream, point);
    double ahead = forward == null ? 0 : dot(forward, upstream);
    double behind = backward == null ? 0 : dot(backward, direction);
    assertEquals(behind, ahead, 1e-12 * Math.max(1, Math.abs(behind)));
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.at(i) * b.at(i);
    }
    return sum;
  }

  @Test
  void bothModesGiveTheSameGradientOfEveryExampleGraph() {
    List<Plan> plans = new ArrayList<>();
    plans.add(Graphs.plan(Graphs.U4));
    for (Example example : Examples.all()) {
      if (example.dataset().isEmpty()) {
        plans.add(Compiler.compile(example.document(), Library.standard()));
      }
    }
    for (Plan plan : plans) {
      Evaluation evaluation = Evaluation.run(plan, Map.of());
      if (plan.loss() >= 0) {
        sameInBothModes(evaluation);
      }
    }
  }

  private static void sameInBothModes(Evaluation evaluation) {
    int loss = evaluation.plan().loss();
    Gradients gradients = Gradients.of(evaluation, loss);
    for (int step = 0; step <= loss; step++) {
      Tensor gradient = gradients.gradient(step);
      for (int entry = 0; gradient != null && entry < gradient.size(); entry++) {
        Tensor unit = Tangents.unit(gradient, entry);
        Tensor tangent = Tangents.of(evaluation, Map.of(step, unit)).tangent(loss);
        String where = evaluation.plan().steps().get(step).label() + "[" + entry + "]";
        assertEquals(gradient.at(entry), tangent.item(), 1e-12, where);
      }
    }
  }

  @Test
  void aStepThatIsToldHowToMoveDoesSoWhateverFeedsIt() {
    Graphs.Run run = Graphs.run("x = input(3)\nh = x * x\nf = 2 * h\ng = x + 1\n");
    Tangents tangents = Tangents.of(run.evaluation(), Map.of(run.step("h"), Tensor.scalar(5)));
    assertEquals(10, tangents.tangent(run.step("f")).item());
    assertNull(tangents.tangent(run.step("g")));
  }
}
