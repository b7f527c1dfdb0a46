package org.chainrule.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.data.Dataset.Column;
import org.chainrule.engine.data.Table;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a model makes of a data set")
class ReportTest {

  private static final double CLOSE = 1e-6;

  private static Outcomes outcomes(double[][] rows) {
    Outcomes outcomes = new Outcomes(rows.length);
    for (double[] row : rows) {
      outcomes.add((int) row[0], (int) row[1], row[2], row[3]);
    }
    return outcomes;
  }

  /** Label, prediction, loss and confidence of six examples of three classes. */
  private static final double[][] SIX = {
    {0, 0, 0.1, 0.95},
    {0, 1, 1.5, 0.65},
    {1, 1, 0.4, 0.68},
    {1, 1, 0.2, 0.85},
    {2, 1, 3.0, 0.95},
    {2, 2, 0.3, 0.75},
  };

  @Test
  @DisplayName("counts each class against each, with precision, recall and F1 as by hand")
  void confusion() {
    Confusion confusion = Confusion.of(outcomes(SIX), 3);
    assertEquals(1, confusion.count(0, 0));
    assertEquals(1, confusion.count(0, 1));
    assertEquals(2, confusion.count(1, 1));
    assertEquals(1, confusion.count(2, 1));
    assertEquals(2, confusion.support(2));
    assertEquals(0.5, confusion.precision(1), CLOSE);
    assertEquals(1, confusion.recall(1), CLOSE);
    assertEquals(2.0 / 3, confusion.f1(1), CLOSE);
    assertEquals(1, confusion.precision(0), CLOSE);
    assertEquals(0.5, confusion.recall(0), CLOSE);
    assertEquals(4.0 / 6, confusion.accuracy(), CLOSE);
    assertTrue(Double.isNaN(new Confusion(2).precision(0)));
  }

  @Test
  @DisplayName("bins by confidence; the expected calibration error is as by hand")
  void calibration() {
    Calibration calibration = Calibration.of(outcomes(SIX));
    // (0.6, 0.7]: 0.65 wrong, 0.68 right; (0.7, 0.8]: right; (0.8, 0.9]: right; (0.9, 1]: one each.
    int[] counts = calibration.bins().stream().mapToInt(Calibration.Bin::count).toArray();
    assertEquals(List.of(0, 0, 0, 0, 0, 0, 2, 1, 1, 2), boxed(counts));
    assertEquals(0.665, calibration.bins().get(6).confidence(), CLOSE);
    assertEquals(0.5, calibration.bins().get(6).accuracy(), CLOSE);
    double gaps = 2 * (0.665 - 0.5) + (1 - 0.75) + (1 - 0.85) + 2 * (0.95 - 0.5);
    assertEquals(gaps / 6, calibration.error(), CLOSE);
    // A confidence on the border belongs to the bin below; one of 0 has a bin as well.
    Calibration edges = Calibration.of(outcomes(new double[][] {{0, 0, 0, 0.5}, {0, 1, 9, 0}}));
    assertEquals(1, edges.bins().get(4).count());
    assertEquals(1, edges.bins().get(0).count());
  }

  private static List<Integer> boxed(int[] numbers) {
    return java.util.Arrays.stream(numbers).boxed().toList();
  }

  @Test
  @DisplayName("names the worst mistakes first, and without classes the greatest losses")
  void worst() {
    Report report = Report.of(outcomes(SIX), List.of("a", "b", "c"));
    assertEquals(List.of(4, 1), report.worst().stream().map(Outcomes.Outcome::example).toList());
    assertEquals(5.5 / 6, report.loss(), CLOSE);
    double none = Outcomes.NO_CLASS;
    Outcomes plain =
        outcomes(
            new double[][] {
              {none, none, 1, Double.NaN},
              {none, none, Double.NaN, Double.NaN},
              {none, none, 2, Double.NaN}
            });
    Report regression = Report.of(plain, List.of());
    assertEquals(
        List.of(1, 2, 0), regression.worst().stream().map(Outcomes.Outcome::example).toList());
    assertTrue(
        regression.json(i -> i + 100).contains("\"worst\":[{\"index\":101,\"label\":null"),
        regression.json(i -> i));
  }

  @Test
  @DisplayName("takes the confidence from what the loss compares: softmax, sigmoid, probability")
  void confidence() throws Exception {
    // Logits 0, ln 3: the second class has probability 3/4.
    Map<String, String> losses =
        Map.of(
            "softmax_cross_entropy(s, y)", "s = z + [0, 1.0986122886681098]",
            "cross_entropy(s, y)", "s = z + [0.25, 0.75]",
            "negative_log_likelihood(s, y)", "s = log_softmax(z + [0, 1.0986122886681098])");
    for (Map.Entry<String, String> each : losses.entrySet()) {
      Outcomes outcomes = judge("y = label(classes=2)", 2, each.getValue(), each.getKey());
      assertEquals(0.75, outcomes.get(0).confidence(), 1e-5, each.getKey());
      assertEquals(1, outcomes.get(0).predicted(), each.getKey());
      assertEquals(0, outcomes.get(0).label(), each.getKey());
    }
    Map<String, String> single =
        Map.of(
            "binary_cross_entropy_with_logits(s, y)", "s = sum(z) - 1.0986122886681098",
            "binary_cross_entropy(s, y)", "s = sum(z) + 0.25");
    for (Map.Entry<String, String> each : single.entrySet()) {
      Outcomes outcomes = judge("y = label()", 0, each.getValue(), each.getKey());
      assertEquals(0.75, outcomes.get(0).confidence(), 1e-5, each.getKey());
      assertEquals(0, outcomes.get(0).predicted(), each.getKey());
    }
  }

  private static Outcomes judge(String label, int classes, String scores, String loss)
      throws Exception {
    String text =
        "x = input(shape=[2])\n"
            + label
            + "\nw = param([0, 0])\nz = w * x\n"
            + scores
            + "\nloss = "
            + loss
            + "\n";
    var graph = Parser.parse(text, Library.standard()).graph();
    if (graph == null) {
      throw new AssertionError(text);
    }
    Program program =
        Program.compile(Compiler.compile(graph, Library.standard()), 4, BatchReduction.MEAN);
    Table data =
        new Table(
            List.of(
                new Column("x", false, Shape.of(2), 0),
                new Column("y", true, Shape.SCALAR, classes)),
            List.of(List.of(Tensor.of(Shape.of(2), 1, 1), Tensor.scalar(0))));
    Evaluator evaluator = new Evaluator(new PortableDevice(program), data);
    assertTrue(evaluator.step());
    return evaluator.outcomes();
  }
}
