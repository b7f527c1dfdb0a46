package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.tensor.Tensor;

/**
 * The chain rule from a loss back to one node, a line for each named value on the way, last layer
 * first. Each line uses the lines before it, so that nothing is computed twice.
 *
 * @param target the step whose gradient is derived
 * @param loss the step that is differentiated
 * @param lines in the order of the backward pass; the last is the target's
 */
public record Derivation(int target, int loss, List<Line> lines) {

  /**
   * The gradient of one named value.
   *
   * @param step whose gradient it is
   * @param node its node's index in the document
   * @param left the gradient's symbol
   * @param terms one for each way into a named value that it feeds; they add up
   * @param tex the sum of the terms in symbols
   * @param numbers the same with the numbers plugged in
   * @param value the gradient
   * @param reused the nodes whose gradients an earlier line found
   */
  public record Line(
      int step,
      int node,
      String left,
      List<Term> terms,
      String tex,
      String numbers,
      Tensor value,
      List<Integer> reused) {
    public Line {
      terms = List.copyOf(terms);
      reused = List.copyOf(reused);
    }
  }

  /**
   * What reaches the value from one place where it is used.
   *
   * @param upstream the node of the named value that uses it
   * @param nodes the nodes from there back to the value, both included
   * @param wires the wires between them
   * @param chain the factors of the chain rule, as fractions
   * @param local the local derivative in symbols
   * @param localNumbers the same with the numbers plugged in
   * @param localValue the local derivative, where every value on the way is a single number, else
   *     NaN
   */
  public record Term(
      int upstream,
      List<Integer> nodes,
      List<Integer> wires,
      String chain,
      String local,
      String localNumbers,
      double localValue) {
    public Term {
      nodes = List.copyOf(nodes);
      wires = List.copyOf(wires);
    }
  }

  public Derivation {
    lines = List.copyOf(lines);
  }

  /** Derives the gradient of a step; without lines where the loss does not depend on it. */
  public static Derivation of(Evaluation evaluation, Gradients gradients, int target, int loss) {
    return new ChainRule(evaluation, gradients, target, loss).derivation();
  }

  /** The whole as an {@code align*} environment. */
  public String latex() {
    StringBuilder out = new StringBuilder("\\begin{align*}\n");
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      out.append(line.left()).append(" &= ");
      List<String> chains = new ArrayList<>();
      for (Term term : line.terms()) {
        if (!term.chain().equals(line.left()) && !chains.contains(term.chain())) {
          chains.add(term.chain());
        }
      }
      if (!chains.isEmpty()) {
        out.append(String.join(" + ", chains)).append(" = ");
      }
      out.append(line.tex()).append(" \\\\\n&= ");
      String value = NumberTex.of(line.value());
      if (!line.numbers().equals(value)) {
        out.append(line.numbers()).append(" = ");
      }
      out.append(value).append(i + 1 < lines.size() ? " \\\\\n" : "\n");
    }
    return out.append("\\end{align*}\n").toString();
  }

  /** {@code {"target", "loss", "lines": [...], "latex"}}; nodes and wires by their index. */
  public String json(Evaluation evaluation) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("target").value(evaluation.plan().steps().get(target).index());
    out.key("loss").value(loss < 0 ? -1 : evaluation.plan().steps().get(loss).index());
    out.key("lines").beginArray();
    for (Line line : lines) {
      out.beginObject().key("node").value(line.node());
      out.key("left").value(line.left()).key("tex").value(line.tex());
      out.key("numbers").value(line.numbers());
      out.key("value").value(NumberTex.of(line.value()));
      integers(out.key("reused"), line.reused());
      out.key("terms").beginArray();
      for (Term term : line.terms()) {
        out.beginObject().key("upstream").value(term.upstream());
        integers(out.key("nodes"), term.nodes());
        integers(out.key("wires"), term.wires());
        out.key("chain").value(term.chain());
        out.key("local").value(term.local()).key("localNumbers").value(term.localNumbers());
        out.key("localValue").value(term.localValue()).endObject();
      }
      out.endArray().endObject();
    }
    return out.endArray().key("latex").value(latex()).endObject().toString();
  }

  private static void integers(JsonWriter out, List<Integer> values) {
    out.beginArray();
    values.forEach(out::value);
    out.endArray();
  }
}
