package org.chainrule.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.chainrule.engine.explain.Walkthrough.Pass;
import org.chainrule.engine.explain.Walkthrough.Stop;
import org.junit.jupiter.api.Test;

/** The two passes, one node at a time. */
class WalkthroughTest {

  private static Walkthrough walk(Run run) {
    return Walkthrough.of(run.evaluation(), run.gradients());
  }

  private static Narrator narrator(Run run) {
    return new Narrator(run.evaluation(), run.gradients(), walk(run));
  }

  /** What is written where the gradient of a named node is found. */
  private static StopText backward(Run run, String name) {
    return narrator(run).at(stop(run, name));
  }

  private static int stop(Run run, String name) {
    Walkthrough walk = walk(run);
    for (int i = walk.boundary(); i < walk.stops().size(); i++) {
      if (walk.stops().get(i).steps().equals(List.of(run.step(name)))) {
        return i;
      }
    }
    throw new AssertionError("no gradient is found for " + name);
  }

  @Test
  void u13EachValueAndEachGradientIsFoundOnceAfterAllThatItUses() {
    for (String text : List.of(Graphs.U4, "x = input(3)\nf = x * x\n", Graphs.MNIST)) {
      Run run = Graphs.run(text);
      Walkthrough walk = walk(run);
      Set<String> found = new HashSet<>();
      for (int i = 0; i < walk.stops().size(); i++) {
        Stop stop = walk.stops().get(i);
        assertEquals(i < walk.boundary(), stop.pass() == Pass.FORWARD);
        for (int used : stop.uses()) {
          assertTrue(used < i, "stop " + i + " uses stop " + used);
        }
        for (int feeding : stop.feeding()) {
          assertTrue(found.contains(stop.pass() + " " + feeding), "stop " + i);
        }
        for (int step : stop.steps()) {
          assertTrue(found.add(stop.pass() + " " + step), "found twice at stop " + i);
        }
      }
    }
  }

  @Test
  void u4TheFourNumbersInOrder() {
    Run run = Graphs.run(Graphs.U4);
    List<String> read = new ArrayList<>();
    read.add(backward(run, "yhat").value());
    read.add(backward(run, "h2").terms().get(0).slope());
    read.add(backward(run, "w2").terms().get(0).slope());
    read.add(backward(run, "w2").value());
    assertEquals(List.of("-1.2", "0.1", "2", "-0.24"), read);
    assertTrue(stop(run, "yhat") < stop(run, "h2") && stop(run, "h2") < stop(run, "w2"));
  }

  @Test
  void u4EachStepSaysWhatItUsesAgain() {
    Run run = Graphs.run(Graphs.U4);
    StopText h2 = backward(run, "h2");
    assertEquals("\\frac{\\partial \\ell}{\\partial \\hat{y}} \\cdot w_4", h2.formula());
    assertEquals("-1.2 \\cdot 0.1", h2.numbers());
    assertEquals(
        List.of(
            new StopText.Reused(
                stop(run, "yhat"), "\\frac{\\partial \\ell}{\\partial \\hat{y}}", "-1.2")),
        h2.reused());
    assertEquals("The gradient with respect to h2 is -0.12: -1.2 times 0.1.", h2.spoken());
    StopText x = backward(run, "x");
    assertEquals(
        Set.of(stop(run, "h1"), stop(run, "h2")),
        Set.copyOf(x.reused().stream().map(StopText.Reused::stop).toList()));
    assertEquals("-0.24 \\cdot 0.5 - 0.12 \\cdot 1", x.numbers());
    assertEquals(List.of("-0.12", "-0.12"), x.terms().stream().map(StopText.Term::value).toList());
  }

  @Test
  void theForwardPassTakesWhatItHasStored() {
    Run run = Graphs.run(Graphs.U4);
    Narrator narrator = narrator(run);
    Walkthrough walk = walk(run);
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < walk.boundary(); i++) {
      if (run.plan().steps().get(walk.stops().get(i).steps().get(0)).node().name() != null) {
        StopText text = narrator.at(i);
        lines.add(text.left() + " = " + text.numbers() + " = " + text.value());
      }
    }
    assertEquals(
        List.of(
            "h_1 = \\max(0, 1) = 1",
            "h_2 = \\max(0, 2) = 2",
            "\\hat{y} = 0.2 + 0.2 = 0.4",
            "\\ell = (-0.6)^{2} = 0.36"),
        lines);
    assertEquals(
        List.of("x = 2", "y = 1", "w_1 = 0.5", "w_2 = 1", "w_3 = 0.2", "w_4 = 0.1"),
        narrator.at(0).given());
  }

  @Test
  void u6TheDeadUnitSaysWhyNothingComesBack() {
    Run run = Graphs.run(Graphs.U4.replace("w2 = param(1)", "w2 = param(-1)"));
    Walkthrough walk = walk(run);
    int behindH2 =
        walk.stops().stream()
            .filter(s -> s.pass() == Pass.BACKWARD && s.feeding().equals(List.of(run.step("h2"))))
            .map(walk.stops()::indexOf)
            .findFirst()
            .orElseThrow();
    StopText text = narrator(run).at(behindH2);
    assertEquals("0", text.value());
    assertEquals("h2 stops the gradient because its input is not positive.", text.sentence());
  }

  @Test
  void u12TheTwoPlacesOfX1AreAddedUp() {
    Run run = Graphs.run("x1 = input(3)\nx2 = input(2)\nf = x1 * (x1 + x2)\n");
    StopText x1 = backward(run, "x1");
    assertEquals("x_1 + (x_1 + x_2)", x1.formula());
    assertEquals("3 + 5", x1.numbers());
    assertEquals("8", x1.value());
  }

  @Test
  void u15BothPathsIntoX1UseWhatWasFoundBehindThem() {
    Run run =
        Graphs.run(
            """
            x1 = input(1)
            y = label(1)
            u11 = param(0.1)
            u12 = param(0.2)
            v1 = param(0.5)
            v2 = param(-0.6)
            a11 = sigmoid(u11 * x1)
            a12 = sigmoid(u12 * x1)
            yhat = sigmoid(v1 * a11 + v2 * a12)
            loss = binary_cross_entropy(yhat, y)
            """);
    StopText x1 = backward(run, "x1");
    assertEquals(2, x1.terms().size());
    assertEquals(
        Set.of(stop(run, "a11"), stop(run, "a12")),
        Set.copyOf(x1.reused().stream().map(StopText.Reused::stop).toList()));
  }

  @Test
  void g11TheOrderOfTheSlideWithTheGradientOfFUsedTwice() {
    Run run =
        Graphs.run(
            """
            x = input([1, 2, 3])
            y = label(1)
            W = param([[0.1, 0.2, 0.3], [0.3, -0.1, 0.2]])
            V = param([0.5, -1])
            h = tanh(W @ x)
            f = V @ h
            loss = (f - y)^2
            """);
    int f = stop(run, "f");
    for (String name : List.of("V", "h")) {
      assertTrue(f < stop(run, name));
      assertEquals(
          List.of(f), backward(run, name).reused().stream().map(StopText.Reused::stop).toList());
    }
    StopText w = backward(run, "W");
    assertTrue(stop(run, "h") < stop(run, "W"));
    assertEquals("\\frac{\\partial \\ell}{\\partial (W x)} \\, x^{\\top}", w.formula());
    assertEquals(1, w.reused().size());
  }

  @Test
  void withoutALossThereIsOnlyTheForwardPassAndWithoutNodesNone() {
    Run run = Graphs.run("x = input([1, 2])\nz = 2 * x\n");
    assertEquals(walk(run).stops().size(), walk(run).boundary());
    assertFalse(walk(run).stops().isEmpty());
  }

  @Test
  void everyStopIsWrittenInBalancedTexAndSaidInASentence() {
    for (String text : List.of(Graphs.U4, Graphs.MNIST)) {
      Run run = Graphs.run(text);
      Narrator narrator = narrator(run);
      int last = walk(run).stops().size() - 1;
      for (int i = 0; i <= last; i++) {
        StopText stop = narrator.at(i);
        assertTrue(stop.spoken().endsWith("."), stop.spoken());
        ExplanationTest.balanced("stop " + i, stop.latex());
      }
      ExplanationTest.balanced("walk", narrator.latex(last));
    }
  }
}
