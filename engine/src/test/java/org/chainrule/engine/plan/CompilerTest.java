package org.chainrule.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.library.Library;
import org.junit.jupiter.api.Test;

class CompilerTest {

  private static Plan compile(String text) {
    return Compiler.compile(Graphs.graph(text), Library.standard());
  }

  private static Plan compile(List<Node> nodes, List<Wire> wires) {
    return Compiler.compile(new Graph("", nodes, wires), Library.standard());
  }

  private static Node node(String id, String op) {
    return new Node(id, op, id, Map.of(), null);
  }

  private static List<String> messages(Plan plan) {
    return plan.problems().stream().map(Problem::message).toList();
  }

  private static List<String> running(Plan plan) {
    return plan.steps().stream().map(step -> step.node().id()).toList();
  }

  @Test
  void theLectureGraphsHaveNoProblems() {
    assertTrue(compile(Graphs.U4).complete());
    assertTrue(compile(Graphs.MNIST).complete());
  }

  @Test
  void aWrongShapeNamesNodePortAndRemedyAndTheRestStillRuns() {
    Plan plan =
        compile(
            "W = param(shape=[2, 3])\nx = input(shape=[4])\nh = W @ x\ny = 2 * x\nz = relu(h)\n");
    Problem problem = plan.problems().get(0);
    assertEquals("shape_mismatch", problem.code());
    assertEquals("h", problem.node());
    assertEquals("b", problem.port());
    assertEquals(
        "Port b of h needs length 3 along its first axis, since a has shape [2, 3], but gets shape [4]."
            + " Make the last axis of a as long as the first axis of b.",
        problem.message());
    assertEquals(List.of("W", "x", "y.1", "y"), running(plan));
    int z = 5;
    assertEquals("z", plan.graph().nodes().get(z).id());
    assertEquals(2, plan.blockedBy().get(z));
  }

  @Test
  void factorsThatFitTheOtherWayRoundAreToldSo() {
    Plan plan = compile("x = input(shape=[3])\nW = param(shape=[2, 3])\nh = x @ W\n");
    assertTrue(messages(plan).get(0).endsWith("swap them."), messages(plan).toString());
  }

  @Test
  void aCycleIsNamedOnEachOfItsNodesAndTheRestStillRuns() {
    List<Node> nodes =
        List.of(
            node("x", "input"),
            node("f", "add"),
            node("g", "relu"),
            node("h", "exp"),
            node("k", "exp"));
    Plan plan =
        compile(
            nodes,
            List.of(
                new Wire("x", "f", "a"),
                new Wire("g", "f", "b"),
                new Wire("f", "g", "x"),
                new Wire("g", "h", "x"),
                new Wire("x", "k", "x")));
    assertEquals(List.of("cycle", "cycle"), plan.problems().stream().map(Problem::code).toList());
    assertEquals(
        "A cycle runs through f and g; remove one of its wires, so that no value depends on itself.",
        messages(plan).get(0));
    assertEquals(List.of("x", "k"), running(plan));
    assertEquals(2, plan.blockedBy().get(3));
  }

  @Test
  void aNodeThatFeedsItselfIsACycleOfOne() {
    Plan plan = compile(List.of(node("f", "relu")), List.of(new Wire("f", "f", "x")));
    assertEquals(
        List.of("f feeds itself; remove the wire from its output to its input."), messages(plan));
  }

  @Test
  void aLongCycleWithALongTailIsToldShortlyAndSoon() {
    List<Node> nodes = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      nodes.add(node("n" + i, "relu"));
      int from = i == count / 2 ? count - 1 : i + 1;
      wires.add(new Wire("n" + (i == count - 1 ? count / 2 : from), "n" + i, "x"));
    }
    Plan plan = compile(nodes, wires);
    assertEquals(
        "A cycle runs through n10000 and n19999; remove one of its wires, so that no value depends on itself.",
        plan.problems().get(0).message());
    assertEquals(count / 2, plan.blockedBy().get(0));
    wires.set(count / 2, new Wire("n0", "n" + count / 2, "x"));
    String message = compile(nodes, wires).problems().get(0).message();
    assertTrue(message.length() < 200 && message.contains("more; remove"), message);
  }

  @Test
  void aMissingInputNamesThePort() {
    Plan plan = compile(List.of(node("f", "exp")), List.of());
    assertEquals(
        List.of("Port x of f has no input; wire a value into it (the argument)."), messages(plan));
  }

  @Test
  void everyFaultOfTheFormIsAProblemOfItsOwn() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("x", "input"));
    nodes.add(node("x", "input"));
    nodes.add(new Node("n", "rellu", "n", Map.of(), null));
    nodes.add(new Node("m", "relu", "a b", Map.of("slope", Value.of(2)), null));
    nodes.add(new Node("s", "sum", "s", Map.of("axis", Value.of(0.5)), null));
    Plan plan =
        compile(
            nodes,
            List.of(
                new Wire("gone", "m", "x"),
                new Wire("x", "nowhere", "x"),
                new Wire("x", "s", "z"),
                new Wire("x", "s", "x"),
                new Wire("x", "s", "x")));
    List<String> codes = plan.problems().stream().map(Problem::code).sorted().toList();
    assertEquals(
        List.of(
            "bad_name",
            "bad_setting",
            "dangling_wire",
            "dangling_wire",
            "duplicate_id",
            "duplicate_name",
            "port_taken",
            "unknown_op",
            "unknown_port",
            "unknown_setting"),
        codes);
    assertTrue(
        messages(plan)
            .contains("n uses the operation \"rellu\", which does not exist; did you mean relu?"));
  }

  @Test
  void aValueThatWouldNotFitIntoMemoryIsRefusedBeforeItIsMade() {
    Plan plan =
        compile(
            "a = param(shape=[60000, 1])\nb = param(shape=[1, 60000])\nc = a @ b\nd = param(shape=[2000000000, 2000000000, 2000000000])\n");
    assertEquals(
        List.of("too_large", "too_large"),
        plan.problems().stream().map(Problem::code).sorted().toList());
  }

  @Test
  void theLossIsTheNodeOfThatNameOrTheOnlyScalarEnd() {
    assertEquals("loss", lossOf(Graphs.U4));
    assertEquals("f", lossOf("x = input(3)\nf = x * x\n"));
    assertEquals("none", lossOf("x = input(3)\nf = x * x\ng = exp(x)\n"));
    assertEquals("none", lossOf("x = input([1, 2])\nf = x * x\n"));
  }

  private static String lossOf(String text) {
    Plan plan = compile(text);
    return plan.loss() < 0 ? "none" : plan.steps().get(plan.loss()).label();
  }

  @Test
  void aLossThatIsNoNumberIsAProblem() {
    assertEquals(
        List.of(
            "loss has shape [2]; a gradient is taken of a single number. Sum it or take its mean first."),
        messages(compile("x = input([1, 2])\nloss = x * x\n")));
  }

  @Test
  void aClassOutOfRangeIsAProblemOfTheLabel() {
    assertEquals(
        List.of(
            "y needs a class from 0 to 9, but gets 10. Classes are whole numbers counted from 0."),
        messages(compile("y = label(10, classes=10)\n")));
  }
}
