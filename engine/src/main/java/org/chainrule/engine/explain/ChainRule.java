package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.explain.Derivation.Line;
import org.chainrule.engine.explain.Derivation.Term;
import org.chainrule.engine.explain.Notation.Mode;
import org.chainrule.engine.tensor.Tensor;

/** Walks back from a loss to one step and writes a line at each named value; one use. */
final class ChainRule {

  /** One port on the way from a value to the next named one. */
  private record Hop(int step, int port) {}

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

  ChainRule(Evaluation evaluation, Gradients gradients, int target, int loss) {
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
      boolean scalar = notation.scalar(hop.step());
      Tensor local = scalar ? gradients.localDerivative(hop.step(), hop.port()) : null;
      value = local != null ? value * local.at(0) : Double.NaN;
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
