package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.explain.Notation.Mode;
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
    return new Walk(evaluation, gradients, target, loss).derivation();
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

  /** One way from a named value forward to the next one: a port, and the rest of the way. */
  private record Hop(int step, int port) {}

  /** One derivation under way. */
  private static final class Walk {
    /** The most ways that one line adds up. */
    private static final int WAYS = 64;

    private final Evaluation evaluation;
    private final Gradients gradients;
    private final Notation notation;
    private final Sensitivity sensitivity;
    private final int target;
    private final int loss;
    private final boolean[] behind;
    private final List<List<Hop>> uses = new ArrayList<>();

    Walk(Evaluation evaluation, Gradients gradients, int target, int loss) {
      this.evaluation = evaluation;
      this.gradients = gradients;
      this.target = target;
      this.loss = loss;
      notation = new Notation(evaluation);
      sensitivity = new Sensitivity(notation, gradients);
      behind = new boolean[evaluation.plan().steps().size()];
      behind[target] = true;
      for (int i = target + 1; i < behind.length; i++) {
        for (int port = 0; port < notation.step(i).inputs().size(); port++) {
          behind[i] |= flows(i, port);
        }
      }
      for (int i = 0; i <= loss; i++) {
        uses.add(new ArrayList<>());
        for (int port = 0; port < notation.step(i).inputs().size(); port++) {
          if (gradients.contribution(i, port) != null) {
            uses.get(notation.step(i).inputs().get(port)).add(new Hop(i, port));
          }
        }
      }
    }

    private boolean flows(int step, int port) {
      return behind[notation.step(step).inputs().get(port)]
          && gradients.contribution(step, port) != null;
    }

    private boolean named(int step) {
      return notation.named(step) || step == loss || step == target;
    }

    Derivation derivation() {
      List<Line> lines = new ArrayList<>();
      for (int i = loss - 1; i >= target; i--) {
        if (behind[i] && named(i) && gradients.gradient(i) != null) {
          lines.add(line(i));
        }
      }
      return new Derivation(target, loss, lines);
    }

    private Line line(int step) {
      List<List<Hop>> ways = new ArrayList<>();
      ways(step, new ArrayList<>(), ways);
      List<Term> terms = new ArrayList<>();
      Set<Integer> reused = new LinkedHashSet<>();
      Fragment symbols = null;
      Fragment numbers = null;
      for (List<Hop> way : ways) {
        terms.add(term(step, way));
        int upstream = way.get(way.size() - 1).step();
        if (upstream != loss) {
          reused.add(notation.index(upstream));
        }
        Fragment tex = backward(way, upstream(upstream, Mode.SYMBOLS), Mode.SYMBOLS);
        Fragment plugged = backward(way, upstream(upstream, Mode.NUMBERS), Mode.NUMBERS);
        symbols = symbols == null ? tex : symbols.plus(tex);
        numbers = numbers == null ? plugged : numbers.plus(plugged);
      }
      if (ways.size() == WAYS && symbols != null && numbers != null) {
        symbols = symbols.plus(Fragment.atom("\\cdots"));
        numbers = numbers.plus(Fragment.atom("\\cdots"));
      }
      Tensor value = gradients.gradient(step);
      if (symbols == null || numbers == null || value == null) {
        throw new IllegalStateException("expected a way from step " + step + " to the loss");
      }
      return new Line(
          step,
          notation.index(step),
          left(step),
          terms,
          symbols.tex(),
          numbers.tex(),
          value,
          List.copyOf(reused));
    }

    private String left(int step) {
      return notation.partial(loss, step);
    }

    /** Every way through unnamed steps to a named one. */
    private void ways(int step, List<Hop> sofar, List<List<Hop>> found) {
      for (Hop hop : uses.get(step)) {
        if (found.size() < WAYS) {
          List<Hop> way = new ArrayList<>(sofar);
          way.add(hop);
          if (named(hop.step())) {
            found.add(way);
          } else {
            ways(hop.step(), way, found);
          }
        }
      }
    }

    private Fragment upstream(int step, Mode mode) {
      if (step == loss) {
        return Fragment.ONE;
      }
      Tensor gradient = gradients.gradient(step);
      return mode == Mode.SYMBOLS || gradient == null
          ? Fragment.atom(left(step))
          : Fragment.number(NumberTex.of(gradient));
    }

    private Fragment backward(List<Hop> way, Fragment upstream, Mode mode) {
      Fragment out = upstream;
      for (int i = way.size() - 1; i >= 0; i--) {
        out = sensitivity.through(way.get(i).step(), way.get(i).port(), out, mode);
      }
      return out;
    }

    private Term term(int step, List<Hop> way) {
      List<Integer> nodes = new ArrayList<>();
      List<Integer> wires = new ArrayList<>();
      double value = notation.step(step).shape().isScalar() ? 1 : Double.NaN;
      for (int i = way.size() - 1; i >= 0; i--) {
        Hop hop = way.get(i);
        nodes.add(notation.index(hop.step()));
        wires.add(notation.step(hop.step()).wires().get(hop.port()));
        Tensor local = gradients.localDerivative(hop.step(), hop.port());
        boolean scalar = notation.scalar(hop.step()) && local != null;
        value = scalar && local != null ? value * local.at(0) : Double.NaN;
      }
      nodes.add(notation.index(step));
      int upstream = way.get(way.size() - 1).step();
      String chain = notation.partial(upstream, step);
      if (upstream != loss) {
        chain = left(upstream) + " \\cdot " + chain;
      }
      return new Term(
          notation.index(upstream),
          nodes,
          wires,
          chain,
          backward(way, Fragment.ONE, Mode.SYMBOLS).tex(),
          backward(way, Fragment.ONE, Mode.NUMBERS).tex(),
          value);
    }
  }
}
