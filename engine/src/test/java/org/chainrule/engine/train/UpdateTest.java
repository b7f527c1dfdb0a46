package org.chainrule.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.ProblemException;
import org.junit.jupiter.api.Test;

/** Schedules, penalties, clipping, early stopping, and how settings are read. */
class UpdateTest {
  private static final String BOWL =
      "x = input(1)\nw = param(3)\nv = param(4)\nloss = w * x + v * x\n";

  private static TrainingSettings settings(String json) throws Exception {
    return TrainingSettingsJson.read(JsonReader.read(json), List.of());
  }

  private static Trainer trainer(String json) throws Exception {
    TrainingSettings settings = settings(json);
    Program program =
        Program.compile(Graphs.plan(BOWL), settings.batchSize(), settings.reduction());
    return new Trainer(new PortableDevice(program), OwnExample.of(program), settings);
  }

  /** w and v after one step of rate 0.1 whose gradient is (1, 1). */
  private static float[] step(String extra) throws Exception {
    Trainer trainer =
        trainer(
            "{\"optimizer\": {\"name\": \"sgd\", \"learningRate\": 0.1}, \"epochs\": 9"
                + extra
                + "}");
    trainer.step();
    return new float[] {
      trainer.parameters().get(0).values()[0], trainer.parameters().get(1).values()[0]
    };
  }

  private static void assertStep(double w, double v, String extra) throws Exception {
    float[] stepped = step(extra);
    assertEquals(w, stepped[0], 1e-6, extra);
    assertEquals(v, stepped[1], 1e-6, extra);
  }

  @Test
  void theThreeFormsOfAPenaltyMoveAsPrinted() throws Exception {
    assertStep(2.9, 3.9, "");
    String l2 = ", \"penalty\": {\"kind\": \"l2\", \"lambda\": 0.01, \"form\": ";
    assertStep(3 - 0.1 * (1 + 0.06), 4 - 0.1 * (1 + 0.08), l2 + "\"coupled\"}");
    assertStep(3 - 0.1 - 0.1 * 0.06, 4 - 0.1 - 0.1 * 0.08, l2 + "\"decoupled\"}");
    assertStep(3 - 0.1 - 0.06, 4 - 0.1 - 0.08, l2 + "\"unscaled\"}");
    assertStep(3 - 0.1 - 0.06, 3.9, l2 + "\"unscaled\", \"parameters\": [\"w\"]}");
    String l1 = ", \"penalty\": {\"kind\": \"l1\", \"lambda\": 0.5}";
    assertStep(3 - 0.15, 4 - 0.15, l1);
    assertStep(3 - 0.13, 4 - 0.14, ", \"penalty\": {\"kind\": \"decay\", \"lambda\": 0.1}");
  }

  @Test
  void theWholeGradientIsClippedToItsNorm() throws Exception {
    double share = 0.5 / Math.sqrt(2);
    assertStep(3 - 0.1 * share, 4 - 0.1 * share, ", \"clipNorm\": 0.5");
    assertStep(2.9, 3.9, ", \"clipNorm\": 2");
  }

  @Test
  void schedulesFollowTheirFormulas() throws Exception {
    double[] step = rates("{\"name\": \"step\", \"gamma\": 0.1, \"every\": 3}", 7);
    assertEquals(1, step[2]);
    assertEquals(0.1, step[3], 1e-15);
    assertEquals(0.01, step[6], 1e-15);
    double[] exponential = rates("{\"name\": \"exponential\", \"gamma\": 0.5}", 4);
    assertEquals(0.125, exponential[3], 1e-15);
    double[] cosine = rates("{\"name\": \"cosine\", \"floor\": 0.2}", 10);
    for (int t = 0; t < 10; t++) {
      assertEquals(0.2 + 0.4 * (1 + Math.cos(Math.PI * t / 10)), cosine[t], 1e-12);
    }
    double[] warm = rates("{\"name\": \"warmup\", \"warmup\": 0.4}", 10);
    for (int t = 0; t < 4; t++) {
      assertEquals((t + 1) / 4.0, warm[t], 1e-15);
    }
    for (int t = 4; t < 10; t++) {
      assertEquals(0.5 * (1 + Math.cos(Math.PI * (t - 4) / 6)), warm[t], 1e-12);
    }
  }

  private static double[] rates(String schedule, int epochs) throws Exception {
    Trainer trainer =
        trainer(
            "{\"optimizer\": {\"name\": \"sgd\", \"learningRate\": 1}, \"schedule\": "
                + schedule
                + ", \"epochs\": "
                + epochs
                + "}");
    double[] rates = new double[epochs];
    for (int i = 0; i < epochs; i++) {
      rates[i] = trainer.learningRate();
      trainer.step();
    }
    return rates;
  }

  @Test
  void aRunEndsWhenItsPatienceDoes() throws Exception {
    Trainer trainer = trainer("{\"epochs\": 100, \"patience\": 2}");
    trainer.heed(1);
    trainer.heed(0.9);
    trainer.heed(0.95);
    assertFalse(trainer.finished());
    trainer.heed(0.91);
    assertTrue(trainer.stoppedEarly());
    assertFalse(trainer.step());
  }

  @Test
  void settingsAreWrittenAsTheyAreRead() throws Exception {
    String json =
        "{\"optimizer\":{\"name\":\"adam\",\"learningRate\":0.01,\"beta1\":0.8,\"beta2\":0.999,"
            + "\"epsilon\":1e-8},\"schedule\":{\"name\":\"cosine\",\"floor\":0.1},"
            + "\"batchSize\":8,\"epochs\":3,\"seed\":4,\"reduction\":\"sum\","
            + "\"penalty\":{\"kind\":\"l1\",\"lambda\":0.5,\"form\":\"decoupled\","
            + "\"parameters\":[\"w\"]},\"clipNorm\":2,\"patience\":7}";
    JsonWriter out = new JsonWriter();
    TrainingSettingsJson.write(out, settings(json));
    assertEquals(json, out.toString());
  }

  @Test
  void settingsThatDoNotFitAreEachRefusedWithASentence() {
    ProblemException refusal =
        assertThrows(
            ProblemException.class,
            () ->
                settings(
                    "{\"optimizer\": {\"name\": \"adam\", \"beta1\": 2}, \"epochs\": 0,"
                        + " \"speed\": 1, \"penalty\": {\"kind\": \"l3\"}}"));
    List<String> sentences = refusal.problems().stream().map(problem -> problem.message()).toList();
    assertEquals(
        List.of(
            "The epochs of the training must be a whole number from 1 to 1000000.",
            "There is no setting \"speed\" of the training; leave it out.",
            "The beta1 of adam must be a number from 0 to 0.999999.",
            "The kind of the penalty must be one of l2, l1, decay."),
        sentences);
    assertEquals(
        "The penalty names u, but no parameter is called so.",
        assertThrows(
                ProblemException.class,
                () -> trainer("{\"penalty\": {\"lambda\": 1, \"parameters\": [\"u\"]}}"))
            .getMessage());
  }
}
