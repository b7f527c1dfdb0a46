package org.chainrule.engine.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Models read back: the same outputs, and a sentence for whatever is no model. */
class OnnxReaderTest {

  @TestFactory
  Stream<DynamicTest> whatIsWrittenIsReadBack() {
    return Cases.all().entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(false, true)
                    .map(
                        batched ->
                            dynamicTest(
                                entry.getKey() + (batched ? " in a batch" : ""),
                                () -> comesBack(entry.getValue(), batched))));
  }

  private static void comesBack(Graph graph, boolean batched)
      throws ProblemException, WeightsException {
    Plan before = Compiler.compile(graph, Library.standard());
    Graph read =
        OnnxReader.read(Onnx.write(graph, Library.standard(), batched), Library.standard());
    Plan after = Compiler.compile(read, Library.standard());
    assertEquals(List.of(), after.problems());
    Map<String, Tensor> data = new TreeMap<>();
    Generator random = new Generator(3, 0);
    for (Plan.Step step : before.steps()) {
      Role role = step.op().info().role();
      if (step.op() instanceof Source source && (role == Role.INPUT || role == Role.LABEL)) {
        Tensor own = source.value(step.settings(), step.shape(), "");
        int classes = source.classes(step.settings());
        Tensor drawn =
            Tensor.zeros(step.shape()).map(x -> classes > 0 ? classes - 1 : random.nextDouble());
        data.put(step.node().label(), own == null ? drawn : own);
      }
    }
    Evaluation expected = Evaluation.run(before, data);
    Evaluation found = Evaluation.run(after, data);
    for (int output : Onnx.outputs(before)) {
      String name = before.steps().get(output).node().label();
      Tensor want = expected.value(output);
      Tensor got = found.value(step(after, name));
      assertNotNull(want);
      assertNotNull(got);
      assertEquals(want.shape(), got.shape(), name);
      for (int i = 0; i < want.size(); i++) {
        double error = Math.abs(want.at(i) - got.at(i)) / Math.max(1, Math.abs(want.at(i)));
        assertTrue(error < 1e-5, name + ": expected " + want.at(i) + ", got " + got.at(i));
      }
    }
  }

  private static int step(Plan plan, String name) {
    for (int i = 0; i < plan.steps().size(); i++) {
      if (name.equals(plan.steps().get(i).node().name())) {
        return i;
      }
    }
    throw new AssertionError("no step is called " + name);
  }

  @Test
  void garbageIsASentence() throws ProblemException {
    byte[] good = Onnx.write(Graphs.graph(Graphs.U4), Library.standard(), true);
    Generator random = new Generator(11, 0);
    for (int round = 0; round < 5000; round++) {
      byte[] bad = good.clone();
      for (int i = 0; i < 1 + round % 5; i++) {
        bad[(int) (random.nextDouble() * bad.length)] = (byte) (random.nextDouble() * 256);
      }
      byte[] cut = Arrays.copyOf(bad, (int) (random.nextDouble() * bad.length));
      for (byte[] file : List.of(bad, cut)) {
        try {
          OnnxReader.read(file, Library.standard());
        } catch (WeightsException e) {
          assertTrue(String.valueOf(e.getMessage()).endsWith("."), e.getMessage());
        }
      }
    }
  }

  @Test
  void anUnknownOperatorIsNamed() {
    OnnxModel model = new OnnxModel("odd");
    model.input("x", new int[] {2}, false, "input");
    model.node("Xor", List.of("x", "x"), Map.of(), "y");
    model.output("y", new int[] {2}, false);
    WeightsException e =
        assertThrows(
            WeightsException.class, () -> OnnxReader.read(model.toArray(), Library.standard()));
    assertEquals("The operator Xor has no counterpart here.", e.getMessage());
  }
}
