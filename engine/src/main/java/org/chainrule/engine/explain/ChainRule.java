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
  record Hop(int step, int port) {}

  /** The most ways that one line of a derivation adds up. */
  private static final int WAYS = 64;

  private final Evaluation evaluation;
  private final Gradients gradients;
  private final Notation notation;
  private final Sensitivity sensitivity;
  private final int target;
  private final int loss;
  private final int most;
  private final boolean[] behind;
  private final List<List<Hop>> uses = new ArrayList<>();

  ChainRule(Evaluation evaluation, Gradients gradients, int target, int loss) {
    this(evaluation, gradients, target, loss, WAYS);
  }

  /**
   * @param target where the walk ends; a value of its own even where it has no name; -1 for none
   * @param most how many ways one line adds up at most
   */
  ChainRule(Evaluation evaluation, Gradients gradients, int target, int loss, int most) {
    this.evaluation = evaluation;
    this.gradients = gradients;
    this.target = target;
    this.loss = loss;
    this.most = most;
    notation = new Notation(evaluation);
    sensitivity = new Sensitivity(notation, gradients);
    behind = new boolean[evaluation.plan().steps().size()];
    if (target >= 0) {
      behind[target] = true;
    }
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

  Notation notation() {
    return notation;
  }

  /** The ports through which the loss depends on a step. */
  List<Hop> uses(int step) {
    return uses.get(step);
  }

  boolean named(int step) {
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

  /** The line of a step, from the named values that it feeds. */
  private Line line(int step) {
    List<List<Hop>> ways = new ArrayList<>();
    ways(step, new ArrayList<>(), ways);
    return line(step, ways, Mode.NUMBERS);
  }

  /**
   * The line of a step of a pass: from named value to named value where all between are single
   * numbers, as people write it, else from the steps that it feeds.
   */
  Line passing(int step) {
    List<List<Hop>> ways = new ArrayList<>();
    ways(step, new ArrayList<>(), ways);
    boolean scalar = notation.step(step).shape().isScalar();
    for (List<Hop> way : ways) {
      scalar &= way.stream().allMatch(hop -> notation.scalar(hop.step()));
    }
    List<List<Hop>> near = uses.get(step).stream().limit(most).map(List::of).toList();
    return line(step, scalar ? ways : near, Mode.VALUES);
  }

  private Line line(int step, List<List<Hop>> ways, Mode mode) {
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
      Fragment plugged = backward(way, upstream(upstream, mode), mode);
      symbols = symbols == null ? tex : symbols.plus(apart(tex));
      numbers = numbers == null ? plugged : numbers.plus(apart(plugged));
    }
    if (ways.size() == most && symbols != null && numbers != null) {
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

  /** A sum as one term of another. */
  private static Fragment apart(Fragment term) {
    return term.rank() == Fragment.SUM ? term.bracketed() : term;
  }

  /** The gradient of a step, as a fraction. */
  String left(int step) {
    return notation.partial(loss, step);
  }

  /** Whether two ways through unnamed steps lead from one step to the same named one. */
  boolean forks(int step, int named) {
    List<List<Hop>> ways = new ArrayList<>();
    ways(step, new ArrayList<>(), ways);
    return ways.stream().filter(way -> way.get(way.size() - 1).step() == named).count() > 1;
  }

  /** Every way through unnamed steps to a named one. */
  private void ways(int step, List<Hop> sofar, List<List<Hop>> found) {
    for (Hop hop : uses.get(step)) {
      if (found.size() < most) {
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

  /** What reaches a step along one way, which starts with the port that it feeds. */
  Term term(int step, List<Hop> way) {
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
