package org.chainrule.engine.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Printer;
import org.chainrule.engine.train.OwnExample;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One layer at three grains: the same values, the same gradients, the same training. */
class LensTest {

  /** Row G1: a neuron is a logistic regression. */
  private static final String G1 =
      """
      x = input([0.5, -1.5])
      y = label(1)
      yhat = dense(x, units=1, activation="sigmoid", init="xavier", seed=4)
      loss = sum(binary_cross_entropy(yhat, [1])) + 0 * y
      """;

  /** Row G2: x in R^3, W 2x3, h = g(W x), y = o(V h). */
  private static final String G2 =
      """
      x = input([1, -2, 0.5])
      h = dense(x, units=2, activation="tanh", seed=1)
      f = dense(h, units=1, activation="sigmoid", seed=2)
      loss = sum((f - 1)^2)
      """;

  /** Row G3: any depth, with more units than one node joins. */
  private static final String G3 =
      """
      x = input([0.25, -1, 2, 0.125])
      h1 = dense(x, units=10, activation="relu", seed=1)
      h2 = dense(h1, units=9, activation="tanh", seed=2)
      f = dense(h2, units=3, activation="softmax", seed=3)
      loss = sum((f - [0, 1, 0])^2)
      """;

  private static Graph shown(Graph graph, Lens.Grain grain) throws ProblemException {
    Graph at = graph;
    for (Group group : graph.groups()) {
      if (!group.kind().equals("neuron")) {
        at = Lens.show(at, group.id(), grain, Library.standard());
      }
    }
    Plan plan = Compiler.compile(at, Library.standard());
    assertEquals(List.of(), plan.problems());
    return at;
  }

  /** A document in training: its parameters by name, moved in float64. */
  private static final class Descent {
    private final Plan plan;
    private final Map<String, Tensor> theta = new HashMap<>();
    private Evaluation evaluation;
    private Gradients gradients;

    Descent(Graph graph) {
      plan = Compiler.compile(graph, Library.standard());
      run();
    }

    private void run() {
      evaluation = Evaluation.run(plan, theta);
      gradients = Gradients.of(evaluation, plan.loss());
    }

    void step(double rate) {
      for (int i = 0; i < plan.steps().size(); i++) {
        Plan.Step step = plan.steps().get(i);
        if (step.op().info().role() == Role.PARAMETER) {
          Tensor moved = evaluation.value(i).plus(gradients.gradient(i).times(-rate));
          theta.put(step.node().label(), moved);
        }
      }
      run();
    }

    private int index(String name) {
      for (int i = 0; i < plan.steps().size(); i++) {
        if (name.equals(plan.steps().get(i).node().name())) {
          return i;
        }
      }
      throw new AssertionError("no step is called " + name);
    }

    double[] value(String name) {
      return evaluation.value(index(name)).toArray();
    }

    double[] gradient(String name) {
      return gradients.gradient(index(name)).toArray();
    }

    /** The weights of a layer, a row after the other, whatever its grain. */
    double[] weights(String layer, int units, int inputs, boolean gradient) {
      boolean whole =
          plan.steps().stream()
              .anyMatch(
                  step ->
                      step.node().op().equals("parameter")
                          && (layer + "_W").equals(step.node().name()));
      if (whole) {
        return gradient ? gradient(layer + "_W") : value(layer + "_W");
      }
      String gap = units > 9 || inputs > 9 ? "_" : "";
      double[] all = new double[units * inputs];
      for (int j = 0; j < units; j++) {
        for (int i = 0; i < inputs; i++) {
          String name = layer + "_w" + (i + 1) + gap + (j + 1);
          all[j * inputs + i] = (gradient ? gradient(name) : value(name))[0];
        }
      }
      return all;
    }
  }

  private static void same(double[] expected, double[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance * Math.max(1, Math.abs(expected[i])), what);
    }
  }

  private record Size(String name, int units, int inputs) {}

  private static List<Size> layers(Graph graph) {
    List<Size> sizes = new ArrayList<>();
    Plan plan = Compiler.compile(graph, Library.standard());
    for (Plan.Step step : plan.steps()) {
      String name = step.node().label();
      if (name.endsWith("_W")) {
        String layer = name.substring(0, name.length() - 2);
        sizes.add(new Size(layer, step.shape().dim(0), step.shape().dim(1)));
      }
    }
    return sizes;
  }

  @ParameterizedTest
  @ValueSource(strings = {G1, G2, G3, G7})
  void neuronsHaveTheValuesAndGradientsOfTheMatrices(String text) throws ProblemException {
    Graph graph = Graphs.graph(text);
    Descent whole = new Descent(graph);
    Descent parts = new Descent(shown(graph, Lens.Grain.SCALAR));
    same(whole.value("loss"), parts.value("loss"), 0, "loss");
    for (Size layer : layers(graph)) {
      same(whole.value(layer.name()), parts.value(layer.name()), 0, layer.name());
      double[] expected = whole.weights(layer.name(), layer.units(), layer.inputs(), true);
      double[] actual = parts.weights(layer.name(), layer.units(), layer.inputs(), true);
      same(expected, actual, layers(graph).size() < 3 ? 0 : 1e-12, "gradient of " + layer.name());
    }
    same(whole.gradient("x"), parts.gradient("x"), 1e-12, "gradient of x");
  }

  @ParameterizedTest
  @ValueSource(strings = {G1, G2, G3, G7})
  void neuronsTrainAsTheMatricesDo(String text) throws ProblemException {
    Graph graph = Graphs.graph(text);
    Descent whole = new Descent(graph);
    Descent parts = new Descent(shown(graph, Lens.Grain.SCALAR));
    double before = whole.value("loss")[0];
    for (int step = 0; step < 10; step++) {
      whole.step(0.1);
      parts.step(0.1);
      same(whole.value("loss"), parts.value("loss"), 1e-12, "loss after step " + step);
    }
    assertTrue(whole.value("loss")[0] < before);
    for (Size layer : layers(graph)) {
      same(
          whole.weights(layer.name(), layer.units(), layer.inputs(), false),
          parts.weights(layer.name(), layer.units(), layer.inputs(), false),
          1e-12,
          layer.name());
    }
  }

  private static Trainer trained(Graph graph) throws ProblemException {
    Program program =
        Program.compile(Compiler.compile(graph, Library.standard()), 1, BatchReduction.MEAN);
    TrainingSettings settings = new TrainingSettings("sgd", 0.1, 1, 10, 0, BatchReduction.MEAN);
    Trainer trainer = new Trainer(new PortableDevice(program), OwnExample.of(program), settings);
    while (trainer.step()) {
      assertTrue(Double.isFinite(trainer.lastLoss()));
    }
    return trainer;
  }

  @ParameterizedTest
  @ValueSource(strings = {G1, G2, G3, G7})
  void theTrainerTakesTheSameStepsAtEitherGrain(String text) throws ProblemException {
    Graph graph = Graphs.graph(text);
    Trainer whole = trained(graph);
    Trainer parts = trained(shown(graph, Lens.Grain.SCALAR));
    assertEquals(10, whole.stepsDone());
    assertEquals(10, parts.stepsDone());
    assertEquals(whole.lastLoss(), parts.lastLoss(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {G1, G2, G3, G7})
  void goingThereAndBackGivesTheSameText(String text) throws ProblemException {
    Graph graph = Graphs.graph(text);
    String printed = Printer.print(graph, Library.standard());
    Graph scalars = shown(graph, Lens.Grain.SCALAR);
    assertEquals(scalars, shown(scalars, Lens.Grain.SCALAR));
    Graph back = shown(scalars, Lens.Grain.LAYER);
    assertEquals(printed, Printer.print(back, Library.standard()));
    assertFalse(back.groups().get(0).open());
    assertTrue(shown(scalars, Lens.Grain.MATRIX).groups().get(0).open());
  }

  @ParameterizedTest
  @ValueSource(strings = {G1, G2, G3, G7})
  void neuronsSurviveTheTextAndFindTheWayBack(String text) throws ProblemException {
    Graph scalars = shown(Graphs.graph(text), Lens.Grain.SCALAR);
    String written = Printer.print(scalars, Library.standard());
    Graph read = Graphs.graph(written);
    assertEquals(written, Printer.print(read, Library.standard()));
    Graph at = read;
    for (Group group : read.groups()) {
      if (group.parent() == null) {
        at = Lens.show(at, group.id(), Lens.Grain.MATRIX, Library.standard());
      }
    }
    same(new Descent(read).value("loss"), new Descent(at).value("loss"), 0, "loss");
    assertEquals(layers(Graphs.graph(text)), layers(at));
  }

  @Test
  void theNeuronsOfG2ReadAsOnTheSlides() throws ProblemException {
    String text =
        "x = input([1, 2])\ngroup h:\n  W = param([[0.5, -1], [0.25, 2]])\n  h = sigmoid(W @ x)\n";
    Graph graph = Graphs.graph(text);
    Graph scalars = Lens.show(graph, "group.h", Lens.Grain.SCALAR, Library.standard());
    assertEquals(
        """
        x = input([1, 2])
        group h:
          h_x1 = gather(x, 0)
          h_x2 = gather(x, 1)
          group h_1:
            h_w11 = param(0.5)
            h_w21 = param(-1)
            h_1 = sigmoid(h_w11 * h_x1 + h_w21 * h_x2)
          group h_2:
            h_w12 = param(0.25)
            h_w22 = param(2)
            h_2 = sigmoid(h_w12 * h_x1 + h_w22 * h_x2)
          h = stack(h_1, h_2)
        """,
        Printer.print(scalars, Library.standard()));
  }

  /** Row G7: a penalty reads the weights too. */
  private static final String G7 =
      """
      x = input([1, -2, 0.5])
      h = dense(x, units=9, activation="tanh", seed=1)
      f = dense(h, units=2, seed=2)
      loss = sum(f^2) + l2(h_W, f_W, weight=0.1) + l1(f_b + 1, weight=0.01)
      """;

  @Test
  void aLayerInsideAnotherGroupFindsTheWayBackToo() throws ProblemException {
    String text = "x = input([1, -2])\nnet = mlp(x, units=[3, 1], activation=\"tanh\")\n";
    Graph graph = Graphs.graph(text);
    for (String layer : List.of("net_layer1", "net:2")) {
      Graph scalars = Lens.show(graph, layer, Lens.Grain.SCALAR, Library.standard());
      String written = Printer.print(scalars, Library.standard());
      assertTrue(written.contains("group net:\n"), written);
      assertEquals(
          Graphs.graph(written),
          Graphs.graph(Printer.print(Graphs.graph(written), Library.standard())));
      Graph back = Lens.show(scalars, layer, Lens.Grain.LAYER, Library.standard());
      assertEquals(text, Printer.print(back, Library.standard()));
    }
    assertTrue(Lens.show(graph, "net", Lens.Grain.MATRIX, Library.standard()).group("net").open());
  }

  @Test
  void aLayerThatCannotBeTakenApartSaysWhy() {
    assertEquals(
        "h has 1000 weights; up to 400 are shown one by one.",
        refusal("x = input(shape=[10])\nh = dense(x, units=100)\n", "h"));
    assertEquals(
        "a is no dense layer, activation(W @ x + b) of a vector x, so that it has no neurons to"
            + " show.",
        refusal("x = input(2)\ngroup a:\n  h = x * 2\n", "group.a"));
    assertEquals(
        "This group holds several layers; choose one of those in it.",
        refusal("x = input([1, 2])\nnet = mlp(x, units=[2, 1])\n", "net"));
    assertEquals("There is no group z to look at.", refusal("x = input(1)\n", "z"));
  }

  private static String refusal(String text, String group) {
    Graph graph = Graphs.graph(text);
    return assertThrows(
            ProblemException.class,
            () -> Lens.show(graph, group, Lens.Grain.SCALAR, Library.standard()))
        .problems()
        .get(0)
        .message();
  }
}
