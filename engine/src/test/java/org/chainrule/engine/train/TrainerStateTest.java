package org.chainrule.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.engine.data.Table;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.plan.ProblemException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A run that is stopped, kept as bytes and taken up again is the run that was never stopped. */
class TrainerStateTest {
  private static final Table DATA = Clouds.of(50);

  private static TrainingSettings settings(String optimizer) {
    return new TrainingSettings(optimizer, 0.02, 16, 5, 9, BatchReduction.MEAN);
  }

  private static Trainer after(int steps, TrainingSettings settings) throws ProblemException {
    Trainer trainer = Clouds.trainer(DATA, settings);
    for (int i = 0; i < steps; i++) {
      trainer.step();
    }
    return trainer;
  }

  @TestFactory
  Stream<DynamicTest> aResumedRunIsTheUninterruptedOneBitForBit() {
    return Optimizers.all().stream()
        .flatMap(
            kind ->
                Stream.of(0, 3, 4, 7, 19)
                    .map(
                        steps ->
                            dynamicTest(
                                kind.name() + " from step " + steps,
                                () -> resumes(settings(kind.name()), steps))));
  }

  private static void resumes(TrainingSettings settings, int steps) throws ProblemException {
    Trainer whole = after(steps, settings);
    byte[] kept = TrainerStateCodec.write(whole.state());
    Trainer resumed = Clouds.trainer(DATA, settings);
    resumed.restore(TrainerStateCodec.read(kept));
    while (whole.step()) {
      resumed.step();
      assertEquals(whole.lastLoss(), resumed.lastLoss());
      assertEquals(whole.loss(), resumed.loss());
      assertEquals(whole.accuracy(), resumed.accuracy());
      assertEquals(whole.stepsDone(), resumed.stepsDone());
    }
    assertEquals(false, resumed.step());
    assertArrayEquals(
        TrainerStateCodec.write(whole.state()), TrainerStateCodec.write(resumed.state()));
  }

  @Test
  void aResumedRunUnderEverySettingIsTheUninterruptedOne() throws Exception {
    TrainingSettings settings =
        TrainingSettingsJson.read(
            JsonReader.read(
                """
                {"optimizer": {"name": "adam", "learningRate": 0.02, "beta1": 0.8},
                 "schedule": {"name": "warmup", "warmup": 0.3}, "batchSize": 16, "epochs": 5,
                 "penalty": {"kind": "l1", "lambda": 0.01, "form": "decoupled"}, "clipNorm": 0.5}
                """),
            List.of());
    resumes(settings, 7);
  }

  @Test
  void aForkGoesOnFromItsParentWithAnotherOptimizerOverTheSameExamples() throws ProblemException {
    Trainer parent = after(6, settings("adam"));
    Trainer fork = Clouds.trainer(DATA, settings("sgd"));
    fork.restore(parent.state());
    parent.step();
    fork.step();
    assertEquals(parent.lastLoss(), fork.lastLoss());
    parent.step();
    fork.step();
    assertEquals(false, parent.lastLoss() == fork.lastLoss());
  }

  @Test
  void aStateOfAnotherGraphOrOtherDataIsRefused() throws ProblemException {
    Trainer other = Clouds.trainer(Clouds.of(51), settings("sgd"));
    TrainerState state = after(2, settings("sgd")).state();
    assertEquals(
        "The run has 40 numbers to learn from 50 examples, but this graph has 40 and this data set"
            + " 51; go on with the graph and the data of the run.",
        assertThrows(ProblemException.class, () -> other.restore(state)).getMessage());
  }

  @Test
  void bytesThatAreNoStateAreRefusedWithASentence() throws ProblemException {
    byte[] bytes = TrainerStateCodec.write(after(2, settings("adam")).state());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> TrainerStateCodec.read(cut));
    }
    byte[] newer = bytes.clone();
    newer[7] = 9;
    assertEquals(
        "The state of the training run has version 9; this program reads version 1.",
        assertThrows(IllegalArgumentException.class, () -> TrainerStateCodec.read(newer))
            .getMessage());
  }
}
