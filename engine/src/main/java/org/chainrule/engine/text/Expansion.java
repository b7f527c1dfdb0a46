package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.compose.Layering;
import org.chainrule.engine.graph.Definition;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Token.Kind;

/** Adds a composite, or a formula of one's own, to a document without text. */
public final class Expansion {
  private Expansion() {}

  /**
   * The document with the nodes that a call stands for, in a group of their own.
   *
   * @param call the name of a composite or of a definition of the document
   * @param settings those that differ from their defaults
   * @param inputs ids of the nodes that are passed, in port order
   * @param x where the new nodes start, in canvas units
   * @param y where the new nodes start, in canvas units
   * @throws ProblemException where there is no such call, or it does not fit what is passed
   */
  public static Graph expand(
      Graph graph,
      String call,
      Map<String, Value> settings,
      List<String> inputs,
      double x,
      double y,
      Catalogue catalogue)
      throws ProblemException {
    Vocabulary vocabulary = new Vocabulary(catalogue);
    for (Definition definition : graph.definitions()) {
      Definitions.restore(definition, vocabulary);
    }
    Callee callee = vocabulary.find(call);
    if (callee == null || callee instanceof Callee.Operation) {
      throw new ProblemException(
          new Problem.Unreadable("There is no composite or formula called " + call + "."));
    }
    GraphBuilder builder = seeded(graph, vocabulary);
    List<Port> ports = callee.info().ports();
    Map<String, String> passed = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (i >= ports.size() || graph.node(inputs.get(i)) == null) {
        throw new ProblemException(
            new Problem.Unreadable(
                i >= ports.size()
                    ? call + " takes " + ports.size() + " values, not " + inputs.size() + "."
                    : "There is no node " + inputs.get(i) + " to pass."));
      }
      passed.put(ports.get(i).name(), inputs.get(i));
    }
    String name = freshName(graph, call);
    try {
      builder.expand(
          new Token(Kind.NAME, call, 0, 0),
          callee,
          settings,
          passed,
          new GraphBuilder.Frame(name, Map.of(), false, 0),
          name);
    } catch (SyntaxException e) {
      throw new ProblemException(e.problem());
    }
    List<Node> nodes = new ArrayList<>(graph.nodes());
    nodes.addAll(Layering.placed(builder.nodes(), builder.wires(), x, y));
    List<Wire> wires = new ArrayList<>(graph.wires());
    wires.addAll(builder.wires());
    List<Group> groups = new ArrayList<>(graph.groups());
    groups.addAll(builder.groups().groups());
    return new Graph(graph.title(), nodes, wires, groups, graph.definitions());
  }

  private static GraphBuilder seeded(Graph graph, Vocabulary vocabulary) {
    GraphBuilder builder = new GraphBuilder(vocabulary);
    for (Node node : graph.nodes()) {
      builder.seed(node.id(), node.name(), null);
    }
    for (Plan.Step step : Compiler.compile(graph, vocabulary.catalogue()).steps()) {
      builder.seed(step.node().id(), null, step.shape());
    }
    graph.groups().forEach(group -> builder.groups().reserve(group.id()));
    return builder;
  }

  /** The call's name with the least number under which nothing in the document is known. */
  private static String freshName(Graph graph, String call) {
    Set<String> taken = new HashSet<>();
    for (Node node : graph.nodes()) {
      taken.add(node.id());
      taken.add(node.label());
    }
    int count = 1;
    String name = call + count;
    while (isTaken(taken, name)) {
      name = call + ++count;
    }
    return name;
  }

  private static boolean isTaken(Set<String> taken, String name) {
    return taken.stream().anyMatch(known -> known.equals(name) || known.startsWith(name + "_"));
  }
}
