package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.explain.Notation.Mode;
import org.chainrule.engine.explain.Walkthrough.Pass;
import org.chainrule.engine.explain.Walkthrough.Stop;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;

/** Writes the stops of one walk through the passes, each when it is asked for. One thread. */
public final class Narrator {
  /** The most ways back that are written out at one stop. */
  private static final int WAYS = 8;

  /** The most given values that are named in a sentence. */
  private static final int GIVEN = 12;

  private final Evaluation evaluation;
  private final Gradients gradients;
  private final Walkthrough walk;
  private final ChainRule rule;
  private final Notation notation;
  private final int[] computed;
  private final int[] derived;

  /** Prepares for the stops of a run. */
  public Narrator(Evaluation evaluation, Gradients gradients, Walkthrough walk) {
    this.evaluation = evaluation;
    this.gradients = gradients;
    this.walk = walk;
    rule = new ChainRule(evaluation, gradients, -1, evaluation.plan().loss(), WAYS);
    notation = rule.notation();
    computed = new int[evaluation.plan().steps().size()];
    derived = new int[computed.length];
    for (int i = 0; i < walk.stops().size(); i++) {
      for (int step : walk.stops().get(i).steps()) {
        (i < walk.boundary() ? computed : derived)[step] = i;
      }
    }
  }

  /**
   * What is written at a stop.
   *
   * @throws IndexOutOfBoundsException where there is no such stop
   */
  public StopText at(int index) {
    Stop stop = walk.stops().get(index);
    int step = stop.steps().get(0);
    if (stop.pass() == Pass.BACKWARD) {
      return step == evaluation.plan().loss() ? seed(step) : backward(step);
    }
    return notation.step(step).inputs().isEmpty() ? given(stop) : forward(stop, step);
  }

  /** The stops from the first to this one as an {@code align*} environment. */
  public String latex(int last) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= last && i < walk.stops().size(); i++) {
      lines.add(at(i).latex());
    }
    return "\\begin{align*}\n" + String.join(" \\\\\n", lines) + "\n\\end{align*}\n";
  }

  private StopText given(Stop stop) {
    List<String> spoken = new ArrayList<>();
    List<String> values = new ArrayList<>();
    int more = 0;
    for (int step : stop.steps()) {
      boolean constant = notation.step(step).op().info().role() == Role.CONSTANT;
      if (constant && notation.node(step).name() == null) {
        continue;
      }
      if (values.size() == GIVEN) {
        more++;
        continue;
      }
      boolean scalar = notation.step(step).shape().isScalar();
      String symbol = notation.of(step, Mode.SYMBOLS).tex();
      String value = scalar ? " = " + notation.value(step).tex() : space(step);
      values.add(symbol + value);
      spoken.add(notation.step(step).label() + " is " + words(step));
    }
    if (values.isEmpty()) {
      values.add("\\text{constants}");
    }
    if (more > 0) {
      values.add("\\dots");
      spoken.add(more + " more");
    }
    return new StopText(
        "\\text{given}",
        "",
        "",
        "",
        "",
        values,
        List.of(),
        List.of(),
        "What comes from outside: data, labels, parameters and constants.",
        "Given: " + (spoken.isEmpty() ? "constants" : String.join(", ", spoken)) + ".");
  }

  private String space(int step) {
    List<String> extents = new ArrayList<>();
    for (int extent : notation.step(step).shape().dims()) {
      extents.add(String.valueOf(extent));
    }
    return " \\in \\mathbb{R}^{" + String.join(" \\times ", extents) + "}";
  }

  private StopText forward(Stop stop, int step) {
    String symbols = notation.definition(step, Mode.SYMBOLS).tex();
    String plugged = notation.definition(step, Mode.VALUES).tex();
    String value = notation.value(step).tex();
    boolean named = notation.named(step);
    List<StopText.Reused> reused = new ArrayList<>();
    for (int input : stop.feeding()) {
      if (!notation.step(input).inputs().isEmpty()) {
        String symbol = notation.of(input, Mode.SYMBOLS).tex();
        reused.add(new StopText.Reused(computed[input], symbol, notation.value(input).tex()));
      }
    }
    return new StopText(
        named ? notation.of(step, Mode.SYMBOLS).tex() : symbols,
        "",
        named ? symbols : "",
        plugged.equals(value) ? "" : plugged,
        value,
        List.of(),
        List.of(),
        reused,
        "",
        what(step) + " is " + words(step) + ".");
  }

  /** "h2, ReLU of multiply of w2 and x,": what a step computes and from what. */
  private String what(int step) {
    List<String> inputs = new ArrayList<>();
    for (int input : notation.step(step).inputs()) {
      inputs.add(name(input));
    }
    String op = notation.step(step).op().info().label();
    String from = op + " of " + String.join(" and ", inputs);
    return notation.node(step).name() == null
        ? from
        : notation.step(step).label() + ", " + from + ",";
  }

  /** What a step is called where its label alone would not tell it from others. */
  private String name(int step) {
    Plan.Step at = notation.step(step);
    if (at.node().name() != null) {
      return at.label();
    }
    if (at.inputs().isEmpty()) {
      return words(step);
    }
    List<String> inputs = new ArrayList<>();
    for (int input : at.inputs()) {
      String op = lower(notation.step(input).op().info().label());
      boolean named = notation.node(input).name() != null;
      boolean source = notation.step(input).inputs().isEmpty();
      inputs.add(named ? notation.step(input).label() : source ? words(input) : "the " + op);
    }
    return lower(at.op().info().label()) + " of " + String.join(" and ", inputs);
  }

  private static String lower(String label) {
    return label.toLowerCase(Locale.ROOT);
  }

  private String words(int step) {
    Tensor value = evaluation.value(step);
    return value == null ? "not known" : Sentence.value(value);
  }

  private StopText seed(int loss) {
    String left = rule.left(loss);
    Tensor value = gradients.gradient(loss);
    return new StopText(
        left,
        "",
        "",
        "",
        value == null ? "1" : NumberTex.of(value),
        List.of(),
        List.of(),
        List.of(),
        "The backward pass starts at "
            + notation.step(loss).label()
            + ": it changes exactly as much as itself.",
        "The gradient of "
            + notation.step(loss).label()
            + " with respect to itself is 1: here the backward pass starts.");
  }

  private StopText backward(int step) {
    Derivation.Line line = rule.passing(step);
    String value = NumberTex.of(line.value());
    List<StopText.Term> terms = new ArrayList<>();
    List<StopText.Reused> reused = new ArrayList<>();
    List<String> chains = new ArrayList<>();
    for (Derivation.Term term : line.terms()) {
      terms.add(term(step, term));
      int upstream = evaluation.plan().stepOf().get(term.upstream());
      // What starts at the loss itself uses what the nodes on the way have found.
      int found = upstream;
      if (upstream == evaluation.plan().loss()) {
        found = evaluation.plan().stepOf().get(term.nodes().get(term.nodes().size() - 2));
      }
      StopText.Reused again = again(found);
      if (found != evaluation.plan().loss() && !reused.contains(again)) {
        reused.add(again);
      }
      if (!term.chain().equals(line.left()) && !chains.contains(term.chain())) {
        chains.add(term.chain());
      }
    }
    String chain = chains.size() == line.terms().size() ? String.join(" + ", chains) : "";
    return new StopText(
        line.left(),
        chain.equals(line.tex()) ? "" : chain,
        line.tex(),
        line.numbers().equals(value) ? "" : line.numbers(),
        value,
        List.of(),
        terms,
        reused,
        why(step),
        spoken(step, line));
  }

  private StopText.Reused again(int upstream) {
    Tensor gradient = gradients.gradient(upstream);
    String value = gradient == null ? "" : NumberTex.of(gradient);
    return new StopText.Reused(derived[upstream], rule.left(upstream), value);
  }

  private StopText.Term term(int step, Derivation.Term term) {
    int upstream = evaluation.plan().stepOf().get(term.upstream());
    int wire = term.wires().get(term.wires().size() - 1);
    Tensor adds = null;
    for (ChainRule.Hop hop : rule.uses(step)) {
      if (notation.step(hop.step()).wires().get(hop.port()) == wire) {
        adds = gradients.contribution(hop.step(), hop.port());
      }
    }
    Tensor gradient = gradients.gradient(upstream);
    return new StopText.Term(
        term.wires(),
        gradient == null ? "" : NumberTex.of(gradient),
        notation.partial(upstream, step),
        term.local(),
        Double.isNaN(term.localValue()) ? term.localNumbers() : NumberTex.of(term.localValue()),
        adds == null ? "" : NumberTex.of(adds));
  }

  /** Why the gradient here is what it is. */
  private String why(int step) {
    List<ChainRule.Hop> uses = rule.uses(step);
    if (notation.step(step).inputs().isEmpty()) {
      return Sentence.of(evaluation, gradients, step);
    }
    if (uses.size() > 1) {
      return name(step)
          + " is used in "
          + uses.size()
          + " places: what comes back from each is added up.";
    }
    ChainRule.Hop use = uses.get(0);
    Tensor slope = gradients.localDerivative(use.step(), use.port());
    boolean several = notation.step(use.step()).inputs().size() > 1;
    if (!several || slope == null || !notation.scalar(use.step())) {
      return Sentence.operation(evaluation, gradients, use.step());
    }
    double by = slope.at(0);
    String how =
        by == 1
            ? " hands the gradient on unchanged."
            : by == -1
                ? " hands the gradient on with its sign turned."
                : " multiplies the gradient by its slope, " + NumberTex.decimal(by) + ".";
    return capital(name(use.step())) + how;
  }

  /** A sentence begins with a capital, but w2 stays w2. */
  private static String capital(String text) {
    return text.contains(" ")
        ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
        : text;
  }

  private String spoken(int step, Derivation.Line line) {
    String name = name(step);
    List<String> parts = new ArrayList<>();
    for (Derivation.Term term : line.terms()) {
      int upstream = evaluation.plan().stepOf().get(term.upstream());
      Tensor gradient = gradients.gradient(upstream);
      boolean loss = upstream == evaluation.plan().loss();
      if (gradient != null && !loss && !Double.isNaN(term.localValue())) {
        String from = NumberTex.decimal(gradient.at(0));
        parts.add(from + " times " + NumberTex.decimal(term.localValue()));
      }
    }
    String result = Sentence.value(line.value());
    String how = parts.size() == line.terms().size() ? ": " + String.join(" plus ", parts) : "";
    return "The gradient with respect to " + name + " is " + result + how + ".";
  }
}
