package org.chainrule.engine.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The paths between a node and the loss, counted, listed and added up. */
class PathsTest {

  private static Paths paths(Run run, String from, int limit) {
    return Paths.of(run.evaluation(), run.gradients(), run.step(from), run.plan().loss(), limit);
  }

  private static double[] sum(Paths paths) {
    return paths.largest().stream()
        .map(Paths.Path::contribution)
        .reduce(Tensor::plus)
        .orElseThrow()
        .toArray();
  }

  @Test
  void u4TheSinglePathToW2AndTheTwoIntoX() {
    Run run = Graphs.run(Graphs.U4);
    Paths w2 = paths(run, "w2", 10);
    assertEquals(1, w2.count());
    Paths.Path path = w2.largest().get(0);
    assertArrayEquals(
        new double[] {2, 1, 0.1, 1, 1, -1.2},
        path.edges().stream().mapToDouble(Paths.Edge::local).toArray(),
        1e-15);
    assertEquals(-0.24, path.contribution().item(), 1e-15);
    Paths x = paths(run, "x", 10);
    assertEquals(2, x.count());
    assertTrue(x.complete() && x.exact());
    assertEquals(-0.24, sum(x)[0], 1e-15);
    assertEquals(-0.12, x.largest().get(0).contribution().item(), 1e-15);
  }

  @Test
  void oneNodeInTwoPortsHasTwoPaths() {
    Run run = Graphs.run("x = input(3)\nf = x * x\n");
    Paths paths = paths(run, "x", 10);
    assertEquals(2, paths.count());
    assertEquals(
        List.of(0, 1),
        paths.largest().stream().map(p -> p.edges().get(0).port()).sorted().toList());
    assertEquals(6, sum(paths)[0]);
  }

  @Test
  void fortyDiamondsInARowAreCountedWithoutListing() {
    StringBuilder text = new StringBuilder("v0 = input(1)\n");
    for (int i = 0; i < 40; i++) {
      text.append("v" + (i + 1) + " = 0.25 * v" + i + " + tanh(v" + i + ")\n");
    }
    Run run = Graphs.run(text.toString());
    Paths paths = paths(run, "v0", 5);
    assertEquals(1L << 40, paths.count());
    assertEquals(5, paths.largest().size());
    assertTrue(paths.exact());
    assertFalse(paths.complete());
    assertEquals(4 * 40 - 2, paths.reverseProducts());
    assertEquals((2 * 40 - 1) * (1L << 40), paths.pathProducts());
    for (int i = 1; i < 5; i++) {
      assertTrue(
          Math.abs(paths.largest().get(i - 1).contribution().item())
              >= Math.abs(paths.largest().get(i).contribution().item()));
    }
  }

  @Test
  void moreDiamondsThanALongCountsSaturate() {
    StringBuilder text = new StringBuilder("v0 = input(1)\n");
    for (int i = 0; i < 80; i++) {
      text.append("v" + (i + 1) + " = v" + i + " - v" + i + "\n");
    }
    Run run = Graphs.run(text.toString());
    assertEquals(Long.MAX_VALUE, paths(run, "v0", 3).count());
  }

  @Test
  void theLargestOfScalarPathsAreTheLargestOfAll() {
    Run run =
        Graphs.run(
            """
            x = input(0.7)
            a = x * x + 3 * x
            b = a * x - 0.5 * a
            f = b * a + sin(b) * x
            """);
    Paths all = paths(run, "x", 1000);
    assertTrue(all.complete());
    assertEquals(run.gradient("x"), sum(all)[0], 1e-12);
    Paths few = paths(run, "x", 4);
    for (int i = 0; i < 4; i++) {
      assertEquals(
          Math.abs(all.largest().get(i).contribution().item()),
          Math.abs(few.largest().get(i).contribution().item()),
          1e-15);
    }
  }

  @Test
  void tensorPathsAddUpToTheGradientToo() {
    Run run =
        Graphs.run(
            """
            x = input([1, -2, 0.5])
            W = param([[1, 2, 3], [0, -1, 0.5]])
            h = W @ x
            p = softmax(h)
            loss = sum(p * h) + 0.1 * sum(W^2)
            """);
    for (String name : List.of("x", "W", "h")) {
      Paths paths = paths(run, name, 100);
      assertTrue(paths.complete(), name);
      assertArrayEquals(
          run.gradients().gradient(run.step(name)).toArray(), sum(paths), 1e-13, name);
    }
    assertEquals(3, paths(run, "W", 100).count());
  }

  @Test
  void whatDoesNotReachTheLossHasNoPath() {
    Run run = Graphs.run("z = input(2)\nx = input(1)\nother = z * [1, 2]\nloss = x * 2\n");
    assertEquals(0, paths(run, "z", 10).count());
    assertEquals(1, paths(run, "loss", 10).count());
  }
}
