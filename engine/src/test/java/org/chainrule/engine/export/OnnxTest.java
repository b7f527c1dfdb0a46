package org.chainrule.engine.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** ONNX models, run by the real ONNX Runtime, one example at a time and as a batch. */
class OnnxTest {
  private static final double TOLERANCE = 1e-5;
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();
  private static final Map<String, Double> WORST = new TreeMap<>();

  @AfterAll
  static void report() {
    WORST.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(
            worst ->
                System.out.println(
                    "ONNX Runtime: " + WORST.size() + " runs, worst error " + worst));
  }

  /** One use of an op with every port an input. */
  static Graph use(Op op, OpInfo.Example example) {
    List<Node> nodes = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    for (int port = 0; port < example.inputs().size(); port++) {
      String name = "p" + port;
      int[] dims = example.inputs().get(port).shape().dims();
      nodes.add(
          new Node(
              name,
              filters(op, port) ? "parameter" : "input",
              name,
              Map.of("shape", Value.ofInts(dims)),
              null));
      wires.add(new Wire(name, "f", op.info().ports().get(port).name()));
    }
    Map<String, Value> settings = new HashMap<>();
    example
        .settings()
        .forEach(
            (name, value) ->
                settings.put(
                    name,
                    value instanceof Shape shape
                        ? Value.ofInts(shape.dims())
                        : value instanceof String text
                            ? Value.of(text)
                            : Value.of(((Number) value).doubleValue())));
    nodes.add(new Node("f", op.info().id(), "f", settings, null));
    return new Graph(op.info().id(), nodes, wires);
  }

  private static boolean filters(Op op, int port) {
    return op.info().id().equals("conv2d") && port == 1;
  }

  @TestFactory
  Stream<DynamicTest> everyOpRunsOnItsExamples() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Op op : Library.standard().ops()) {
      for (OpInfo.Example example : op.info().examples()) {
        List<Shape> shapes = example.inputs().stream().map(Tensor::shape).toList();
        String name = op.info().id() + " " + shapes + " " + example.settings();
        if (!(op instanceof Source)) {
          Map<String, Tensor> one = new TreeMap<>();
          Map<String, Tensor> other = new TreeMap<>();
          for (int port = 0; port < example.inputs().size(); port++) {
            Tensor input = example.inputs().get(port);
            boolean scaled = !indexed(op, port) && !filters(op, port);
            one.put("p" + port, input);
            other.put("p" + port, scaled ? input.map(x -> (float) (0.9 * x)) : input);
          }
          Graph graph = bound(use(op, example), one);
          tests.add(dynamicTest(name, () -> compare(name, graph, false, List.of(one))));
          tests.add(
              dynamicTest(
                  name + " in a batch",
                  () -> compare(name + " in a batch", graph, true, List.of(one, other, one))));
        }
      }
    }
    return tests.stream();
  }

  private static boolean indexed(Op op, int port) {
    String name = op.info().ports().get(port).name();
    return name.equals("index") || name.equals("label");
  }

  /** Filters are given outright; their shape alone would start them at zero. */
  private static Graph bound(Graph graph, Map<String, Tensor> values) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Tensor value = values.get(node.id());
      boolean parameter = node.op().equals("parameter") && value != null;
      nodes.add(
          parameter
              ? new Node(
                  node.id(), node.op(), node.name(), Map.of("value", Tensors.value(value)), null)
              : node);
    }
    return new Graph(graph.title(), nodes, graph.wires());
  }

  @TestFactory
  Stream<DynamicTest> everyExampleRuns() {
    return Cases.all().entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(false, true)
                    .map(
                        batched ->
                            dynamicTest(
                                entry.getKey() + (batched ? " in a batch" : ""),
                                () -> {
                                  String name = entry.getKey() + batched;
                                  compare(
                                      name,
                                      entry.getValue(),
                                      batched,
                                      data(entry.getValue(), batched));
                                })));
  }

  /** The graph's own example, or random ones where it has none. */
  private static List<Map<String, Tensor>> data(Graph graph, boolean batched) {
    Plan plan = Compiler.compile(graph, Library.standard());
    List<Map<String, Tensor>> rows = new ArrayList<>();
    for (int row = 0; row < (batched ? 3 : 1); row++) {
      Generator random = new Generator(1, row);
      Map<String, Tensor> example = new TreeMap<>();
      for (Plan.Step step : plan.steps()) {
        Role role = step.op().info().role();
        if (step.op() instanceof Source source && (role == Role.INPUT || role == Role.LABEL)) {
          Tensor own = source.value(step.settings(), step.shape(), "");
          int classes = source.classes(step.settings());
          Tensor drawn =
              classes > 0
                  ? Tensor.scalar(row % classes)
                  : Tensor.zeros(step.shape()).map(zero -> random.nextDouble());
          example.put(step.node().label(), own == null ? drawn : own);
        }
      }
      rows.add(example);
    }
    return rows;
  }

  private static void compare(
      String name, Graph graph, boolean batched, List<Map<String, Tensor>> rows)
      throws OrtException, ProblemException {
    byte[] model = Onnx.write(graph, Library.standard(), batched);
    Plan plan = Compiler.compile(graph, Library.standard());
    Map<String, OnnxTensor> feeds = new HashMap<>();
    try (OrtSession session = ENVIRONMENT.createSession(model)) {
      for (String input : session.getInputNames()) {
        feeds.put(input, feed(rows, input, batched));
      }
      try (OrtSession.Result result = session.run(feeds)) {
        for (int output : Onnx.outputs(plan)) {
          String label = plan.steps().get(output).node().label();
          OnnxTensor found = (OnnxTensor) result.get(label).orElseThrow();
          FloatBuffer numbers = found.getFloatBuffer();
          for (Map<String, Tensor> row : rows) {
            Tensor expected = Evaluation.run(plan, row).value(output);
            assertNotNull(expected);
            boolean same = numbers.remaining() == expected.size();
            if (rows.size() == 1 || same) {
              assertEquals(expected.size(), numbers.remaining(), label);
            }
            for (int i = 0; i < expected.size(); i++) {
              check(name, label, expected.at(i), numbers.get());
            }
            if (same && rows.size() > 1) {
              break;
            }
          }
          assertEquals(0, numbers.remaining(), label);
        }
      }
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  private static void check(String name, String label, double expected, double found) {
    double error = Math.abs(found - expected) / Math.max(1, Math.abs(expected));
    WORST.merge(name, error, Math::max);
    assertTrue(error <= TOLERANCE, label + ": expected " + expected + ", got " + found);
  }

  private static OnnxTensor feed(List<Map<String, Tensor>> rows, String input, boolean batched)
      throws OrtException {
    Tensor first = rows.get(0).get(input);
    assertNotNull(first, input);
    FloatBuffer numbers = FloatBuffer.allocate(first.size() * rows.size());
    for (Map<String, Tensor> row : rows) {
      for (double number : row.get(input).toArray()) {
        numbers.put((float) number);
      }
    }
    int[] dims = (batched ? first.shape().prepend(rows.size()) : first.shape()).dims();
    long[] shape = java.util.Arrays.stream(dims).asLongStream().toArray();
    return OnnxTensor.createTensor(ENVIRONMENT, numbers.flip(), shape);
  }
}
