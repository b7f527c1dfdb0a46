package org.chainrule.engine.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.RandomGraphs;
import org.chainrule.engine.explain.Derivation;
import org.chainrule.engine.explain.Explanation;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.text.Printer;
import org.junit.jupiter.api.Test;

/** What must hold for any graph, tried on random ones; a failure names its seed. */
class RandomGraphTest {
  private static final int GRAPHS = 400;
  private static final int SIZE = 10;
  private static final int PATHS = 50;

  private static Evaluation run(Graph graph, String where) {
    Plan plan = Compiler.compile(graph, Library.standard());
    assertEquals(List.of(), plan.problems(), where);
    return Evaluation.run(plan, Map.of());
  }

  @Test
  void everyOperationTakesPart() {
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < GRAPHS; seed++) {
      RandomGraphs.of(seed, SIZE).nodes().forEach(node -> seen.add(node.op()));
    }
    RandomGraphs.ops().forEach(op -> assertTrue(seen.contains(op.info().id()), op.info().id()));
  }

  @Test
  void theGradientAgreesWithDifferencesAndWithForwardMode() {
    int kinks = 0;
    int checks = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      Evaluation evaluation = run(RandomGraphs.of(seed, SIZE), "seed " + seed);
      Generator random = new Generator(seed, "entries");
      for (int i = 0; i < 12; i++) {
        int step = random.nextInt(evaluation.plan().steps().size());
        int entry = random.nextInt(evaluation.value(step).size());
        if (Gradients.of(evaluation, -1).varies(step)) {
          kinks += agrees(evaluation, step, entry, "seed " + seed) ? 0 : 1;
          checks++;
        }
      }
    }
    assertTrue(kinks < checks / 5, kinks + " of " + checks + " checks met a kink");
  }

  /** Checks one entry; false where a kink was in the way. */
  private static boolean agrees(Evaluation evaluation, int step, int entry, String seed) {
    GraphCheck check = GraphCheck.of(evaluation, evaluation.plan().loss(), step, entry);
    String where =
        seed + " " + evaluation.plan().steps().get(step).node().id() + "[" + entry + "] " + check;
    double scale = Math.max(1e-3, Math.abs(check.analytic()));
    assertEquals(check.analytic(), check.forward(), 1e-10 * scale, where);
    if (check.kinks().isEmpty()) {
      double noise = 1e-11 / check.nudge();
      assertEquals(check.analytic(), check.difference(), 1e-5 * scale + noise, where);
    }
    return check.kinks().isEmpty();
  }

  @Test
  void runningBackwardTwiceGivesTheSameBits() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Evaluation evaluation = run(RandomGraphs.of(seed, SIZE), "seed " + seed);
      Gradients once = Gradients.of(evaluation, evaluation.plan().loss());
      Gradients twice = Gradients.of(evaluation, evaluation.plan().loss());
      for (int step = 0; step < evaluation.plan().steps().size(); step++) {
        if (once.gradient(step) != null) {
          double[] bits = once.gradient(step).toArray();
          assertArrayEquals(bits, twice.gradient(step).toArray(), "seed " + seed);
        }
      }
    }
  }

  @Test
  void thePathsOfANodeAddUpToItsGradient() {
    for (int seed = 0; seed < GRAPHS; seed += 4) {
      Evaluation evaluation = run(RandomGraphs.of(seed, SIZE), "seed " + seed);
      int loss = evaluation.plan().loss();
      Gradients gradients = Gradients.of(evaluation, loss);
      for (int step = 0; step < loss; step += 3) {
        Tensor gradient = gradients.gradient(step);
        Paths paths = Paths.of(evaluation, gradients, step, loss, PATHS);
        if (gradient != null && paths.complete()) {
          Tensor sum = Tensor.zeros(gradient.shape());
          for (Paths.Path path : paths.largest()) {
            sum = sum.plus(path.contribution());
          }
          double size = 1;
          for (Paths.Path path : paths.largest()) {
            for (double x : path.contribution().toArray()) {
              size = Math.max(size, Math.abs(x));
            }
          }
          assertArrayEquals(gradient.toArray(), sum.toArray(), 1e-11 * size, "seed " + seed);
        }
      }
    }
  }

  @Test
  void textAndJsonKeepTheGraph() throws DocumentException {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Graph graph = RandomGraphs.of(seed, SIZE);
      String where = "seed " + seed;
      assertEquals(graph, GraphCodec.read(GraphCodec.write(graph)), where);
      String text = Printer.print(graph, Library.standard());
      Parsed parsed = Parser.parse(text, Library.standard());
      assertEquals(List.of(), parsed.problems(), where + "\n" + text);
      assertEquals(text, Printer.print(parsed.graph(), Library.standard()), where);
      Evaluation before = run(graph, where);
      Evaluation after = run(parsed.graph(), where + "\n" + text);
      assertEquals(
          before.value(before.plan().loss()).item(),
          after.value(after.plan().loss()).item(),
          where + "\n" + text);
    }
  }

  @Test
  void everyNodeCanBeExplainedAndDerived() {
    for (int seed = 0; seed < GRAPHS; seed += 10) {
      Evaluation evaluation = run(RandomGraphs.of(seed, SIZE), "seed " + seed);
      int loss = evaluation.plan().loss();
      Gradients gradients = Gradients.of(evaluation, loss);
      for (int step = 0; step <= loss; step++) {
        String json = Explanation.of(evaluation, gradients, step).json();
        assertTrue(json.endsWith(".\"}"), "seed " + seed + " " + json);
        Derivation derivation = Derivation.of(evaluation, gradients, step, loss);
        boolean flows = gradients.gradient(step) != null && step != loss;
        assertEquals(flows, !derivation.lines().isEmpty(), "seed " + seed);
      }
    }
  }
}
