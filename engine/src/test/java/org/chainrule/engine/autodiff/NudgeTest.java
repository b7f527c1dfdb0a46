package org.chainrule.engine.autodiff;

import static org.chainrule.engine.Graphs.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.Graphs.Run;
import org.junit.jupiter.api.Test;

/** A number is changed: what the slope predicts, and what happens. */
class NudgeTest {

  @Test
  void u3RaisingW2LowersTheLossAboutAsPredicted() {
    Run u4 = run(Graphs.U4);
    Nudge nudge = Nudge.of(u4.evaluation(), u4.step("w2"), 0, u4.step("loss"), 0.1);
    assertEquals(-0.024, nudge.predicted(), 1e-15);
    assertEquals(0.58 * 0.58 - 0.36, nudge.change(), 1e-15);
    assertEquals(
        0.2, Nudge.of(u4.evaluation(), u4.step("w2"), 0, u4.step("yhat"), 1).change(), 1e-15);
  }

  @Test
  void u6ADeadUnitChangesNothing() {
    Run dead = run(Graphs.U4.replace("w2 = param(1)", "w2 = param(-1)"));
    Nudge nudge = Nudge.of(dead.evaluation(), dead.step("w2"), 0, dead.step("loss"), 0.1);
    assertEquals(0, nudge.predicted());
    assertEquals(0, nudge.change());
  }

  @Test
  void theCurvePassesThroughTheValueAndTheStep() {
    Run u4 = run(Graphs.U4);
    double[][] curve = Nudge.curve(u4.evaluation(), u4.step("w2"), 0, u4.step("loss"), 0.1);
    assertEquals(0.5, curve[0][0], 1e-15);
    assertEquals(1.5, curve[0][60], 1e-15);
    assertEquals(0.36, curve[1][30], 1e-15);
    assertEquals(0.25, curve[1][60], 1e-15);
    assertTrue(Arrays.stream(curve[1]).allMatch(Double::isFinite));
  }

  @Test
  void whatHasNoSuchEntryOrManyNumbersIsNotNudged() {
    Run run = run("x = param([1, 2])\nf = 2 * x\nloss = sum(f)\n");
    assertNull(Nudge.of(run.evaluation(), run.step("x"), 2, run.step("loss"), 0.1));
    assertNull(Nudge.of(run.evaluation(), run.step("x"), 0, run.step("f"), 0.1));
    assertNull(Nudge.of(run.evaluation(), run.step("x"), 0, -1, 0.1));
    assertEquals(
        0.2, Nudge.of(run.evaluation(), run.step("x"), 1, run.step("loss"), 0.1).change(), 1e-15);
  }
}
