package org.chainrule.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.library.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionTest {

  private static Plan compile(String text) {
    return Compiler.compile(Graphs.graph(text), Library.standard());
  }

  private static int index(Plan plan, String id) {
    return plan.graph().nodes().indexOf(plan.graph().node(id));
  }

  private static String refusal(Plan plan, String from, String to, String port) {
    return Connection.refusal(plan, Library.standard(), index(plan, from), index(plan, to), port);
  }

  @Test
  void aWireIsRefusedWithItsReasonBeforeItIsMade() {
    Plan plan =
        compile(
            "x = input(shape=[3])\nW = param(shape=[2, 4])\nh = relu(x)\ng = exp(h)\n"
                + "f = W @ [1, 2, 3, 4]\n");
    assertEquals("", refusal(plan, "x", "g", "x"));
    assertTrue(refusal(plan, "g", "h", "x").startsWith("A cycle runs"));
    assertTrue(refusal(plan, "x", "f", "b").startsWith("Port b of f needs"));
    assertTrue(refusal(plan, "x", "f", "c").contains("a and b"));
    assertEquals(
        "There is no node at that end of the wire.",
        Connection.refusal(plan, Library.standard(), 99, 0, "x"));
  }

  static Stream<String> graphs() {
    return Stream.of(
        Graphs.U4,
        // Shapes that fit and shapes that do not, an op with optional ports, a problem upstream.
        "x = input(shape=[3])\nW = param(shape=[2, 3])\nb = param(shape=[2])\nh = relu(W @ x + b)\n"
            + "y = label(1, classes=2)\nloss = cross_entropy(h, y)\n",
        "x = input(shape=[3])\nW = param(shape=[2, 4])\nbad = W @ x\nbehind = relu(bad)\n"
            + "z = relu(x)\nsum = z + x\n",
        "a = input(shape=[2, 3])\nb = input(shape=[4, 3])\nc = concat(a, b, a)\nd = concat(b, a)\n"
            + "e = relu(c) @ [1, 2, 3]\n");
  }

  /** What compiling the graph as it would be says: slower, and the truth. */
  private static String byCompiling(Plan plan, int from, int to, String port) {
    List<Node> nodes = plan.graph().nodes();
    String target = nodes.get(to).id();
    List<Wire> wires = new ArrayList<>(plan.graph().wires());
    wires.removeIf(wire -> wire.to().equals(target) && wire.port().equals(port));
    wires.add(new Wire(nodes.get(from).id(), target, port));
    Plan next = Compiler.compile(new Graph("", nodes, wires), Library.standard());
    Set<Problem> known = new HashSet<>(plan.problems());
    for (Problem problem : next.problems()) {
      boolean here = target.equals(problem.node()) && !(problem instanceof Problem.MissingInput);
      if ((here || problem instanceof Problem.Cycle) && !known.contains(problem)) {
        return problem.message();
      }
    }
    return "";
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void everyWireIsJudgedAsTheCompilerWould(String text) {
    Graph whole = Graphs.graph(text);
    // Also with each wire missing in turn: a port that waits, and all behind it.
    for (int left = -1; left < whole.wires().size(); left++) {
      List<Wire> wires = new ArrayList<>(whole.wires());
      if (left >= 0) {
        wires.remove(left);
      }
      Plan plan = Compiler.compile(new Graph("", whole.nodes(), wires), Library.standard());
      for (int to = 0; to < whole.nodes().size(); to++) {
        for (Port port : Library.standard().op(whole.nodes().get(to).op()).info().ports()) {
          Set<Integer> sources =
              new HashSet<>(Connection.sources(plan, Library.standard(), to, port.name()));
          for (int from = 0; from < whole.nodes().size(); from++) {
            String expected = byCompiling(plan, from, to, port.name());
            assertEquals(
                expected,
                Connection.refusal(plan, Library.standard(), from, to, port.name()),
                () -> port.name());
            assertEquals(expected.isEmpty(), sources.contains(from));
          }
        }
      }
    }
  }
}
