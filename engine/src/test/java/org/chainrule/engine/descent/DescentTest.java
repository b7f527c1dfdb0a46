package org.chainrule.engine.descent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Penalty;
import org.junit.jupiter.api.Test;

class DescentTest {
  private static final String CS540 =
      """
      x = input(2)
      y = label(1)
      w1 = param(0.5)
      w2 = param(1)
      w3 = param(0.2)
      w4 = param(0.1)
      h1 = relu(w1 * x)
      h2 = relu(w2 * x)
      yhat = w3 * h1 + w4 * h2
      loss = (yhat - y)^2
      """;

  private static final String LINE =
      """
      x = input()
      y = label(shape=[])
      w = param(0.5)
      b = param(0)
      loss = (w * x + b - y)^2 + l2(w, weight=0.1)
      """;

  private static final String ROWS =
      "{\"source\": \"own\", \"variables\": [{\"name\": \"x\"}, {\"name\": \"y\", \"label\": true}],"
          + " \"rows\": [[1, 2], [2, 3], [3, 5]]}";

  private static Descent.Settings settings(double rate, int steps, int batch) {
    return new Descent.Settings(rate, steps, batch, 1, Penalty.Form.COUPLED);
  }

  @Test
  void oneStepGivesTheFiguresOfTheLecture() throws ProblemException {
    Objective objective = Objective.of(Graphs.plan(CS540), null, false);
    assertEquals(List.of("w1", "w2", "w3", "w4"), objective.names());
    Descent small = Descent.of(objective, settings(0.05, 1, 1));
    assertEquals(0.36, small.losses().get(0), 1e-12);
    assertEquals(0.07966, small.losses().get(1), 5e-6);
    assertArrayEquals(new double[] {0.524, 1.012, 0.26, 0.22}, small.thetas().get(1), 1e-12);
    assertEquals(List.of(3, 2, 0, 1), small.farthest());
    assertEquals(0.00221, Descent.of(objective, settings(0.1, 1, 1)).losses().get(1), 5e-6);
  }

  @Test
  void theCurveHasTheSlopeAndTheCurvatureOfTheParabolaThatItIs() throws ProblemException {
    String text = "x = input(2)\ny = label(1)\nw = param(0.2)\nloss = (w * x - y)^2\n";
    Objective objective = Objective.of(Graphs.plan(text), null, false);
    Descent.Settings settings = settings(0.05, 3, 1);
    Descent way = Descent.of(objective, settings);
    Curve curve = Curve.of(objective, List.of(way), way.thetas().get(0), 0, settings);
    assertEquals(-2.4, curve.slope(), 1e-12);
    assertEquals(8, curve.curvature(), 1e-9);
    assertEquals(0.32, curve.next(), 1e-12);
    for (int i = 0; i < curve.places().length; i++) {
      double error = curve.places()[i] * 2 - 1;
      assertEquals(error * error, curve.losses()[i], 1e-12);
    }
    assertTrue(curve.places()[0] < 0.2 && curve.places()[curve.places().length - 1] > 0.5);
  }

  @Test
  void aPenaltyCountsOnceHoweverManyExamplesThereAre() throws Exception {
    Prepared data = Prepared.read(ROWS);
    double penalty = 0.1 * 0.25;
    double[] theta = {0.5, 0};
    double squares = 1.5 * 1.5 + 2 * 2 + 3.5 * 3.5;
    Objective sum = Objective.of(Graphs.plan(LINE), data, true);
    Objective mean = Objective.of(Graphs.plan(LINE), data, false);
    assertEquals(squares + penalty, sum.loss(theta), 1e-12);
    assertEquals(squares / 3 + penalty, mean.loss(theta), 1e-12);
    assertArrayEquals(new double[] {0.1, 0}, sum.slope(theta, sum.all()).penalty(), 1e-12);
    assertArrayEquals(new double[] {-32, -14}, sum.slope(theta, sum.all()).fit(), 1e-12);
    assertEquals(2 * 14 + 0.2, sum.curvature(theta, 0), 1e-7);
    assertEquals(2 * 14 / 3.0 + 0.2, mean.curvature(theta, 0), 1e-7);
  }

  @Test
  void thePenaltyIsScaledByTheLearningRateOrNot() throws Exception {
    Objective objective = Objective.of(Graphs.plan(LINE), Prepared.read(ROWS), true);
    Descent.Settings coupled = settings(0.01, 1, 3);
    Descent.Settings unscaled = new Descent.Settings(0.01, 1, 3, 1, Penalty.Form.UNSCALED);
    double once = Descent.of(objective, coupled).thetas().get(1)[0];
    double beside = Descent.of(objective, unscaled).thetas().get(1)[0];
    assertEquals(0.5 + 0.32 - 0.001, once, 1e-12);
    assertEquals(0.5 + 0.32 - 0.1, beside, 1e-12);
  }

  @Test
  void minibatchesSeeEveryExampleOnceInAnEpoch() throws Exception {
    Objective objective = Objective.of(Graphs.plan(LINE), Prepared.read(ROWS), false);
    Descent single = Descent.of(objective, settings(0.01, 6, 1));
    assertEquals(1, single.examples());
    assertEquals(7, single.thetas().size());
    Descent all = Descent.of(objective, settings(0.01, 6, 100));
    assertEquals(3, all.examples());
    assertTrue(all.losses().get(6) < all.losses().get(0));
    assertTrue(single.losses().get(6) < single.losses().get(0));
  }

  @Test
  void aWayThatLeavesTheFiniteNumbersEndsThere() throws Exception {
    Objective objective = Objective.of(Graphs.plan(LINE), Prepared.read(ROWS), true);
    Descent wild = Descent.of(objective, settings(1e30, 50, 3));
    assertTrue(wild.thetas().size() < 51);
    assertTrue(wild.losses().stream().allMatch(Double::isFinite));
  }

  @Test
  void theMapHoldsTheWayAndItsHeightsAreThoseOfTheLoss() throws Exception {
    Objective objective = Objective.of(Graphs.plan(LINE), Prepared.read(ROWS), false);
    Descent way = Descent.of(objective, settings(0.02, 10, 3));
    Heights map = Heights.of(objective, List.of(way), way.thetas().get(0), 0, 1, 9);
    assertEquals(
        objective.loss(new double[] {map.across()[0], map.up()[1]}), map.losses()[72], 1e-12);
    for (double[] theta : way.thetas()) {
      assertTrue(theta[0] > map.across()[0] && theta[0] < map.across()[1]);
      assertTrue(theta[1] > map.up()[0] && theta[1] < map.up()[1]);
    }
  }

  @Test
  void whatIsTooLargeOrHasNoLossIsRefused() {
    String large = "x = input([1, 2])\nW = param(shape=[300, 2])\nloss = sum((W @ x)^2)\n";
    ProblemException refused =
        assertThrows(ProblemException.class, () -> Objective.of(Graphs.plan(large), null, false));
    assertTrue(refused.getMessage().contains("600"), refused.getMessage());
    assertThrows(
        ProblemException.class, () -> Objective.of(Graphs.plan("x = input(1)\n"), null, false));
  }
}
