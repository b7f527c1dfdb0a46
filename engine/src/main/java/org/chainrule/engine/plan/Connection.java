package org.chainrule.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;

/** Judges a wire before it is made, by compiling the graph as it would be. */
public final class Connection {
  private Connection() {}

  /**
   * Why a wire cannot be, as a sentence; empty where it can. A wire that already enters the port is
   * taken as replaced.
   *
   * @param from index of the node the value would come from
   * @param to index of the node it would flow into
   * @param port name of the port it would enter
   */
  public static String refusal(Plan plan, Catalogue catalogue, int from, int to, String port) {
    List<Node> nodes = plan.graph().nodes();
    if (from < 0 || from >= nodes.size() || to < 0 || to >= nodes.size()) {
      return "There is no node at that end of the wire.";
    }
    String target = nodes.get(to).id();
    List<Wire> wires = new ArrayList<>();
    for (Wire wire : plan.graph().wires()) {
      if (!wire.to().equals(target) || !wire.port().equals(port)) {
        wires.add(wire);
      }
    }
    wires.add(new Wire(nodes.get(from).id(), target, port));
    Plan next = Compiler.compile(new Graph(plan.graph().title(), nodes, wires), catalogue);
    Set<Problem> known = new HashSet<>(plan.problems());
    for (Problem problem : next.problems()) {
      boolean here = target.equals(problem.node()) && !(problem instanceof Problem.MissingInput);
      if ((here || problem instanceof Problem.Cycle) && !known.contains(problem)) {
        return problem.message();
      }
    }
    return "";
  }
}
