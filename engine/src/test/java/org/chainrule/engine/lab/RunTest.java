package org.chainrule.engine.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.lesson.Example;
import org.chainrule.engine.lesson.Examples;
import org.chainrule.engine.lesson.FittingGraph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.engine.train.TrainingSettingsJson;
import org.junit.jupiter.api.Test;

class RunTest {

  private static Plan example(String id) {
    for (Example example : Examples.all()) {
      if (example.id().equals(id)) {
        return Compiler.compile(example.document(), Library.standard());
      }
    }
    throw new AssertionError("no example " + id);
  }

  private static TrainingSettings settings(String json) throws Exception {
    return TrainingSettingsJson.read(JsonReader.read(json), List.of());
  }

  private static Run spiral(String settings) throws Exception {
    Prepared data = Prepared.read("{\"source\": \"spiral\", \"test\": 0.3}");
    return new Run(example("spiral"), data, settings(settings));
  }

  private static final String ADAM =
      "{\"optimizer\": {\"name\": \"adam\", \"learningRate\": 0.01}, \"epochs\": 300}";

  @Test
  void theSpiralIsLearnedToNinetyFivePercent() throws Exception {
    Run run = spiral(ADAM);
    run.advance(100_000);
    assertTrue(run.finished());
    assertTrue(run.now().trainAccuracy() > 0.95, run.now().toString());
    assertTrue(run.now().validationAccuracy() > 0.9, run.now().toString());
  }

  @Test
  void anyStepThatIsSoughtIsExactlyTheStepThatWas() throws Exception {
    Run run = spiral(ADAM);
    run.advance(37);
    float[] then = run.parameters();
    Figures.Point figures = run.now();
    run.advance(20);
    float[] head = run.parameters();
    run.seek(37);
    assertEquals(37, run.cursor());
    assertArrayEquals(then, run.parameters());
    assertEquals(figures.trainLoss(), run.now().trainLoss());
    run.seek(0);
    run.advance(57);
    assertArrayEquals(head, run.parameters());
  }

  @Test
  void anUnchangedForkIsItsParentAndAChangedOneIsNot() throws Exception {
    Run parent = spiral(ADAM);
    parent.advance(50);
    parent.seek(20);
    Run same = parent.fork(parent.settings());
    Run other = parent.fork(settings("{\"optimizer\": {\"name\": \"sgd\"}, \"epochs\": 300}"));
    same.advance(30);
    other.advance(30);
    parent.seek(50);
    assertArrayEquals(parent.parameters(), same.parameters());
    assertEquals(20, other.start());
    assertTrue(parent.now().trainLoss() != other.now().trainLoss());
  }

  @Test
  void aLandscapeHasTheRunInItsMiddleAndLeavesItThere() throws Exception {
    Run run = spiral(ADAM);
    run.advance(60);
    float[] before = run.parameters();
    double loss = run.now().trainLoss();
    for (Landscape landscape :
        List.of(
            Landscape.ofPath(run, 5), Landscape.random(run, 5, 1), Landscape.along(run, 5, 0, 7))) {
      assertEquals(loss, landscape.losses()[12], 1e-6);
      double[] path = landscape.path();
      assertEquals(0, path[path.length - 2], 1e-9);
      assertEquals(0, path[path.length - 1], 1e-9);
      assertTrue(Math.abs(path[0]) + Math.abs(path[1]) > 0);
    }
    assertArrayEquals(before, run.parameters());
    Landscape path = Landscape.ofPath(run, 5);
    double right = 0;
    double up = 0;
    for (int i = 0; i < path.path().length; i += 2) {
      right = Math.max(right, Math.abs(path.path()[i]));
      up = Math.max(up, Math.abs(path.path()[i + 1]));
    }
    assertTrue(right > up, right + " and " + up);
  }

  @Test
  void aHistoryStaysWithinItsRoom() throws Exception {
    Run run = spiral(ADAM);
    History history = new History(run.trainer().state(), 40_000);
    for (int i = 0; i < 200; i++) {
      run.advance(1);
      if (history.wants(run.cursor())) {
        history.keep(run.trainer().state());
      }
    }
    assertTrue(history.states().size() < 9, "kept " + history.states().size());
    assertTrue(history.before(150).steps() > 100);
    assertEquals(0, history.before(1).steps());
  }

  @Test
  void aHugeLearningRateIsExplained() throws Exception {
    Prepared data = Prepared.read("{\"source\": \"sine\"}");
    Plan plan = Compiler.compile(FittingGraph.of(data.frame(), "Sine"), Library.standard());
    Run run =
        new Run(plan, data, settings("{\"optimizer\": {\"learningRate\": 5}, \"epochs\": 100}"));
    assertNull(run.divergence());
    run.advance(1000);
    Divergence divergence = cause(run);
    assertTrue(divergence.sentences().get(1).contains("learning rate of 5"), divergence.json());
    assertTrue(run.finished());
    run.seek(divergence.step() - 5);
    assertTrue(Double.isFinite(run.now().trainLoss()));
  }

  private static Divergence cause(Run run) {
    Divergence divergence = run.divergence();
    if (divergence == null) {
      throw new AssertionError("the run has not diverged: ");
    }
    return divergence;
  }
}
