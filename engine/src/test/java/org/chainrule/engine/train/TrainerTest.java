package org.chainrule.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.data.Dataset.Column;
import org.chainrule.engine.data.Table;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TrainerTest {

  private static TrainingSettings settings(String optimizer, double rate, int batch, int epochs) {
    return new TrainingSettings(optimizer, rate, batch, epochs, 1, BatchReduction.MEAN);
  }

  private static Trainer own(String text, TrainingSettings settings) throws ProblemException {
    Program program = Program.compile(Graphs.plan(text), 1, settings.reduction());
    return new Trainer(new PortableDevice(program), OwnExample.of(program), settings);
  }

  @Test
  void u5OneStepOfGradientDescentLowersTheLossAsOnTheSlide() throws ProblemException {
    Trainer gentle = own(Graphs.U4, settings("sgd", 0.05, 1, 2));
    assertTrue(gentle.step());
    assertTrue(gentle.step());
    assertEquals(0.07966, gentle.lastLoss(), 5e-6);
    Trainer hasty = own(Graphs.U4, settings("sgd", 0.1, 1, 2));
    hasty.step();
    hasty.step();
    assertEquals(0.00221, hasty.lastLoss(), 5e-6);
  }

  @Test
  void adamTakesItsFirstStepsAsPublished() throws ProblemException {
    Trainer trainer =
        own("x = input(1)\nw = param(1)\nloss = (w * x)^2\n", settings("adam", 0.1, 1, 3));
    double theta = 1;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= 3; t++) {
      double g = 2 * theta;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      theta -=
          0.1 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      trainer.step();
      assertEquals(theta, trainer.parameters().get(0).values()[0], 2e-6);
    }
  }

  /** Two clouds of points, told apart by the sign of x0 - x1. */
  private static Table clouds(int count) {
    Generator random = new Generator(7, 0);
    List<List<Tensor>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double a = 2 * random.nextDouble() - 1;
      double b = 2 * random.nextDouble() - 1;
      rows.add(List.of(Tensor.of(Shape.of(2), a, b), Tensor.scalar(a > b ? 1 : 0)));
    }
    return new Table(
        List.of(
            new Column("point", false, Shape.of(2), 0), new Column("side", true, Shape.SCALAR, 2)),
        rows);
  }

  private static final String CLASSIFIER =
      """
      x = input(shape=[2])
      y = label(classes=2)
      W1 = param(shape=[8, 2], init="xavier")
      b1 = param(shape=[8])
      W2 = param(shape=[2, 8], init="xavier")
      logits = W2 @ tanh(W1 @ x + b1)
      loss = softmax_cross_entropy(logits, y)
      """;

  private static Trainer classifier(Table data, TrainingSettings settings) throws ProblemException {
    Program program =
        Program.compile(Graphs.plan(CLASSIFIER), settings.batchSize(), settings.reduction());
    return new Trainer(new PortableDevice(program), data, settings);
  }

  @Test
  void aClassifierLearnsToTellTwoCloudsApart() throws ProblemException {
    Table data = clouds(500);
    Trainer trainer = classifier(data, settings("adam", 0.02, 32, 20));
    while (trainer.step()) {
      assertTrue(Double.isFinite(trainer.lastLoss()));
    }
    assertEquals(16 * 20, trainer.stepsDone());
    assertTrue(trainer.evaluate(data).accuracy() > 0.97, "accuracy " + trainer.evaluate(data));
    assertFalse(trainer.step());
  }

  @Test
  void theSameSeedGivesTheSameSteps() throws ProblemException {
    Trainer one = classifier(clouds(100), settings("adam", 0.02, 16, 3));
    Trainer two = classifier(clouds(100), settings("adam", 0.02, 16, 3));
    while (one.step()) {
      two.step();
      assertEquals(one.lastLoss(), two.lastLoss());
    }
    assertArrayEquals(one.parameters().get(0).values(), two.parameters().get(0).values());
  }

  @Test
  void aDataSetThatDoesNotFitIsRefusedByTheNameOfTheNode() throws ProblemException {
    Program program = Program.compile(Graphs.plan(Graphs.MNIST), 16, BatchReduction.MEAN);
    ProblemException refusal =
        assertThrows(
            ProblemException.class,
            () ->
                new Trainer(new PortableDevice(program), clouds(10), settings("sgd", 0.1, 16, 1)));
    assertEquals("x", refusal.problems().get(0).node());
    assertEquals(
        "x has shape [784], but point of this data set has [2]; set its shape to [2].",
        refusal.problems().get(0).message());
  }

  @Test
  void moreClassesThanScoresAreRefused() throws ProblemException {
    String text = CLASSIFIER.replace("shape=[2, 8]", "shape=[1, 8]");
    Program program = Program.compile(Graphs.plan(text), 16, BatchReduction.MEAN);
    ProblemException refusal =
        assertThrows(
            ProblemException.class,
            () ->
                new Trainer(new PortableDevice(program), clouds(10), settings("sgd", 0.1, 16, 1)));
    assertEquals("y", refusal.problems().get(0).node());
  }

  @Test
  void aGraphWithoutParametersIsRefused() {
    ProblemException refusal =
        assertThrows(
            ProblemException.class,
            () -> own("x = input(1)\nloss = x^2\n", settings("sgd", 1, 1, 1)));
    assertEquals("not_trainable", refusal.problems().get(0).code());
  }

  @Test
  void settingsOutOfBoundsAreRefusedEachWithASentence() {
    TrainingSettings wrong = new TrainingSettings("sdg", 0, 0, 0, 1, BatchReduction.MEAN);
    assertEquals(4, assertThrows(ProblemException.class, wrong::validate).problems().size());
  }

  @Test
  void dropoutDrawsAnewAtEveryStepAndNeverWhileTesting() throws ProblemException {
    String text =
        """
        x = input(shape=[50])
        w = param(1, shape=[50])
        loss = sum(dropout(w * x, rate=0.4, seed=3))
        """;
    Program program = Program.compile(Graphs.plan(text), 1, BatchReduction.MEAN);
    PortableDevice device = new PortableDevice(program);
    int x = program.feeds().get(0).buffer().offset();
    Arrays.fill(device.arena(), x, x + 50, 1);
    device.forward(1, Device.TESTING);
    assertEquals(50, device.arena()[program.loss().offset()]);
    float[] first = dropped(device, 1);
    assertArrayEquals(first, dropped(device, 1));
    assertFalse(Arrays.equals(first, dropped(device, 2)));
    float mean = 0;
    for (int step = 1; step <= 200; step++) {
      device.forward(1, step);
      mean += device.arena()[program.loss().offset()] / 200;
    }
    assertEquals(50, mean, 1.5);
  }

  /** The gradients of the parameters at one step: 0 where dropped, 1 / 0.6 where kept. */
  private static float[] dropped(PortableDevice device, int step) {
    device.forward(1, step);
    device.backward(1, step);
    int from = device.program().gradientsAt();
    float[] gradients = Arrays.copyOfRange(device.arena(), from, from + 50);
    float sum = 0;
    for (float g : gradients) {
      assertTrue(g == 0 || Math.abs(g - 1 / 0.6f) < 1e-6, "factor " + g);
      sum += g;
    }
    assertEquals(sum, device.arena()[device.program().loss().offset()], 1e-4);
    return gradients;
  }
}
