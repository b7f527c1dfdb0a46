package org.chainrule.engine.plan;

import java.util.List;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A document made ready to run. Steps stand in topological order and refer to each other by their
 * index, so running them needs no look-up.
 *
 * @param graph the document
 * @param steps the nodes that can run, each after its inputs
 * @param stepOf for each node of the document the index of its step, or -1
 * @param blockedBy for each node of the document the index of the node whose problem keeps it from
 *     running: itself, one upstream, or -1
 * @param problems everything that is wrong, in the order of the nodes
 * @param loss the index of the step to differentiate, or -1
 */
public record Plan(
    Graph graph,
    List<Step> steps,
    List<Integer> stepOf,
    List<Integer> blockedBy,
    List<Problem> problems,
    int loss) {

  /**
   * One node, ready to run.
   *
   * @param node the node
   * @param index its index in the document
   * @param op what it computes
   * @param settings its settings, complete
   * @param inputs for each port the index of the step that feeds it
   * @param wires for each port the index of the wire in the document
   * @param shape the shape of its value
   */
  public record Step(
      Node node,
      int index,
      Op op,
      Settings settings,
      List<Integer> inputs,
      List<Integer> wires,
      Shape shape) {

    public Step {
      inputs = List.copyOf(inputs);
      wires = List.copyOf(wires);
    }

    /** What to call it in a sentence: its name, else the op's label. */
    public String label() {
      return labelOf(node, op);
    }
  }

  public Plan {
    steps = List.copyOf(steps);
    stepOf = List.copyOf(stepOf);
    blockedBy = List.copyOf(blockedBy);
    problems = List.copyOf(problems);
  }

  static String labelOf(Node node, @Nullable Op op) {
    if (node.name() != null) {
      return node.name();
    }
    return op == null ? node.id() : op.info().label();
  }

  /** Whether every node can run. */
  public boolean complete() {
    return steps.size() == graph.nodes().size() && problems.isEmpty();
  }

  /** The input shapes of a step, in port order. */
  public List<Shape> inputShapes(Step step) {
    return step.inputs().stream().map(input -> steps.get(input).shape()).toList();
  }
}
