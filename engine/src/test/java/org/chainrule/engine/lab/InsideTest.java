package org.chainrule.engine.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.engine.train.TrainingSettingsJson;
import org.junit.jupiter.api.Test;

/** What can be seen inside a run. */
class InsideTest {
  private static final String LINE =
      "{\"source\": \"own\", \"variables\": [{\"name\": \"x\"}, {\"name\": \"y\", \"label\": true}],"
          + " \"rows\": [[1, 2], [2, 3], [3, 5], [4, 4], [5, 9]]}";

  private static Run run(String text, String data, String settings) throws Exception {
    Graph graph = Parser.parse(text, Library.standard()).graph();
    assertNotNull(graph);
    TrainingSettings read = TrainingSettingsJson.read(JsonReader.read(settings), List.of());
    return new Run(Compiler.compile(graph, Library.standard()), Prepared.read(data), read);
  }

  private static Run line(int batch, String reduction) throws Exception {
    return run(
        "x = input(shape=[])\ny = label()\nw = param(1)\nyhat = w * x\nloss = (yhat - y)^2\n",
        LINE,
        "{\"optimizer\": {\"name\": \"sgd\"}, \"batchSize\": "
            + batch
            + ", \"reduction\": \""
            + reduction
            + "\"}");
  }

  private static Json.Obj member(Json list, String label) {
    for (Json item : ((Json.Arr) list).items()) {
      Json.Obj node = (Json.Obj) item;
      if (((Json.Str) node.members().get("label")).value().equals(label)) {
        return node;
      }
    }
    throw new AssertionError("no node " + label);
  }

  private static double number(Json.Obj object, String name) {
    return ((Json.Num) object.members().get(name)).value();
  }

  @Test
  void aHistogramCountsWhatEachExamplesOwnLossSaysOfItWhateverTheBatch() throws Exception {
    for (String reduction : new String[] {"mean", "sum"}) {
      for (int batch : new int[] {1, 2, 5}) {
        Run run = line(batch, reduction);
        Json.Obj yhat = member(JsonReader.read(new View(run).histograms(4)), "yhat");
        assertEquals(1, number(yhat, "least"));
        assertEquals(5, number(yhat, "most"));
        // d loss / d yhat = 2 (x - y): -2, -2, -4, 0, -8.
        Json.Obj gradient = (Json.Obj) yhat.members().get("gradient");
        assertEquals(-8, number(gradient, "least"));
        assertEquals(0, number(gradient, "most"));
        assertEquals(
            "[1.0, 0.0, 1.0, 3.0]",
            ((Json.Arr) gradient.members().get("counts"))
                .items().stream().map(one -> ((Json.Num) one).value()).toList().toString());
      }
    }
  }

  @Test
  void lookingInsideLeavesTheGradientOfTheLastStepAndTheRun() throws Exception {
    Run looked = line(2, "mean");
    Run blind = line(2, "mean");
    looked.advance(2);
    blind.advance(2);
    float[] gradient = new View(looked).gradients();
    new View(looked).histograms(8);
    Slice.along(looked, 9, 0);
    assertArrayEquals(gradient, new View(looked).gradients());
    looked.advance(3);
    blind.advance(3);
    assertArrayEquals(blind.parameters(), looked.parameters());
  }

  @Test
  void aSliceIsTheLossAlongAParameterWithItsSlope() throws Exception {
    for (String reduction : new String[] {"mean", "sum"}) {
      Slice slice = Slice.along(line(2, reduction), 3, 0);
      assertEquals(1, slice.origin());
      assertEquals(2, slice.reach());
      // The mean over the examples of (w x - y)^2 at w = -1, 1 and 3; 2 mean(x (x - y)) at w = 1.
      assertArrayEquals(
          new double[] {(9 + 25 + 64 + 64 + 196) / 5.0, 22 / 5.0, (1 + 9 + 16 + 64 + 36) / 5.0},
          slice.losses(),
          1e-5);
      assertEquals(22 / 5.0, slice.loss(), 1e-5);
      assertEquals(2 * (-1 - 2 - 6 - 0 - 20) / 5.0, slice.slope(), 1e-5);
    }
  }

  @Test
  void theAnswersToExamplesAreThoseOfTheirRows() throws Exception {
    Readings answers = new View(line(2, "mean")).answers(new int[] {4, 0});
    assertArrayEquals(new int[] {-1, -1}, answers.classes());
    assertArrayEquals(new float[] {5, 1}, answers.strength());
  }

  @Test
  void theNextMinibatchIsTheOneThatTheNextStepTakesAndInTheEndTheLast() throws Exception {
    Run run = line(2, "mean");
    View view = new View(run);
    run.advance(2);
    int[] third = view.nextBatch();
    assertEquals(1, third.length);
    run.advance(100_000);
    assertTrue(run.finished());
    assertEquals(1, view.nextBatch().length);
    run.seek(2);
    assertArrayEquals(third, view.nextBatch());
  }

  @Test
  void downhillTheSlopeIsTheNormOfTheGradientAndNegative() throws Exception {
    assertEquals(-11.6, Slice.downhill(line(5, "mean"), 5).slope(), 1e-5);
  }

  private static final String SETTINGS = "{\"optimizer\": {\"name\": \"sgd\"}, \"batchSize\": 2}";

  private static String rows(int inputs) {
    StringBuilder out = new StringBuilder("{\"source\": \"own\", \"variables\": [");
    StringBuilder row = new StringBuilder("[");
    for (int i = 0; i < inputs; i++) {
      out.append("{\"name\": \"p").append(i).append("\"}, ");
      row.append(i).append(", ");
    }
    return out.append("{\"name\": \"y\", \"label\": true}], \"rows\": [")
        .append(row)
        .append("1], ")
        .append(row)
        .append("2]]}")
        .toString();
  }

  @Test
  void theWeightsOfAnImageAreImages() throws Exception {
    Run run =
        run(
            "x = input(shape=[9])\ny = label()\nW = param(shape=[2, 9], init=\"normal\")\n"
                + "loss = (sum(W @ x) - y)^2\n",
            rows(9),
            SETTINGS);
    View view = new View(run);
    assertEquals(
        "{\"name\":\"W\",\"units\":2,\"shown\":2,\"rows\":3,\"columns\":3,\"plane\":false}",
        view.firstLayer());
    assertArrayEquals(view.parameters(), view.firstWeights());
  }

  @Test
  void aKernelIsAnImageAndColumnsAreUnitsWhereTheInputStandsOnTheLeft() throws Exception {
    Run kernel =
        run(
            "x = input(shape=[16])\ny = label()\nK = param(shape=[3, 1, 2, 2], init=\"normal\")\n"
                + "loss = (sum(conv2d(reshape(x, shape=[1, 4, 4]), K)) - y)^2\n",
            rows(16),
            SETTINGS);
    assertArrayEquals(new View(kernel).parameters(), new View(kernel).firstWeights());
    assertTrue(String.valueOf(new View(kernel).firstLayer()).contains("\"shown\":3,\"rows\":2"));
    Run left =
        run(
            "x = input(shape=[5])\ny = label()\nW = param(shape=[5, 2], init=\"normal\")\n"
                + "loss = (sum(x @ W) - y)^2\n",
            rows(5),
            SETTINGS);
    float[] all = left.parameters();
    float[] images = new View(left).firstWeights();
    assertEquals(all[2], images[1]);
    assertEquals(all[1], images[5]);
  }

  @Test
  void overAPlaneTheWeightsAreTheSumThatTheyMake() throws Exception {
    Run run =
        run(
            "x = input(shape=[2])\ny = label()\nW = param(shape=[1, 2], init=\"normal\")\n"
                + "loss = (sum(W @ x) - y)^2\n",
            rows(2),
            SETTINGS);
    float[] weights = run.parameters();
    float[] image = new View(run).firstWeights();
    assertEquals(144, image.length);
    assertEquals(weights[0] * 11 / 12f + weights[1] * 11 / 12f, image[11], 1e-6);
    assertNull(new View(line(1, "mean")).firstLayer());
  }
}
