package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How each step of a run is written: a named one by its symbol, an unnamed one by its formula in
 * place, unless it is used twice or would grow too long, when it gets a symbol of its own.
 */
final class Notation {

  /** What stands for a step that has a symbol. */
  enum Mode {
    SYMBOLS,
    /** A symbol's number; an unnamed step as its formula in numbers. */
    NUMBERS,
    /** What the steps before have found, not written out again. */
    VALUES
  }

  /** The most symbols that an unnamed step is written in place with. */
  private static final int LENGTH = 8;

  /** The operators that tensors written out in full can stand between. */
  private static final Set<String> ENTRYWISE = Set.of("+", "-", "*");

  private static final Map<String, List<String>> LETTERS =
      Map.of(
          "a", List.of("a", "A"),
          "b", List.of("b", "B"),
          "x", List.of("x", "X"),
          "prediction", List.of("\\hat{y}"),
          "label", List.of("y"),
          "probability", List.of("p"),
          "probabilities", List.of("p"),
          "logits", List.of("z"),
          "score", List.of("s"),
          "condition", List.of("c"));

  private final Evaluation evaluation;
  private final Plan plan;
  private final @Nullable String[] symbols;
  private final int[] lengths;

  Notation(Evaluation evaluation) {
    this.evaluation = evaluation;
    plan = evaluation.plan();
    symbols = new @Nullable String[plan.steps().size()];
    lengths = new int[plan.steps().size()];
    name();
  }

  private void name() {
    int[] uses = new int[symbols.length];
    Set<String> taken = new HashSet<>();
    for (Plan.Step step : plan.steps()) {
      step.inputs().forEach(input -> uses[input]++);
      String name = step.node().name();
      if (name != null) {
        taken.add(Symbols.tex(name));
      }
    }
    int fresh = 0;
    for (int i = 0; i < symbols.length; i++) {
      Plan.Step step = plan.steps().get(i);
      boolean constant = step.op().info().role() == Role.CONSTANT;
      boolean source = step.inputs().isEmpty();
      lengths[i] = step.inputs().stream().mapToInt(input -> lengths[input]).sum();
      lengths[i] += step.inputs().size() == 1 ? 1 : 0;
      String name = step.node().name();
      if (name != null) {
        symbols[i] = Symbols.tex(name);
      } else if (i == plan.loss() && !taken.contains("\\ell")) {
        symbols[i] = "\\ell";
      } else if (!constant && (source || uses[i] > 1 || lengths[i] > LENGTH)) {
        do {
          symbols[i] = "v_{" + ++fresh + "}";
        } while (taken.contains("v_" + fresh) || taken.contains(symbols[i]));
      }
      if (symbols[i] != null || source) {
        lengths[i] = 1;
      }
    }
  }

  Plan.Step step(int index) {
    return plan.steps().get(index);
  }

  /** Whether the step is written by a symbol of its own. */
  boolean named(int index) {
    return symbols[index] != null;
  }

  /** How the step is written where it is used. */
  Fragment of(int index, Mode mode) {
    String symbol = symbols[index];
    if (symbol != null && mode == Mode.SYMBOLS) {
      return Fragment.atom(symbol);
    }
    boolean number = symbol != null || step(index).inputs().isEmpty() || mode == Mode.VALUES;
    return number ? value(index) : formula(index, mode);
  }

  /** The value of a step in numbers. */
  Fragment value(int index) {
    Tensor value = evaluation.value(index);
    return value == null
        ? Fragment.atom(NumberTex.shape(step(index).shape().dims()))
        : Fragment.number(NumberTex.of(value));
  }

  private List<Shape> shapes(int index) {
    return plan.inputShapes(step(index));
  }

  boolean scalar(int index) {
    return step(index).shape().isScalar() && shapes(index).stream().allMatch(Shape::isScalar);
  }

  Kernel kernel(int index) {
    return step(index).op().kernel(shapes(index), step(index).settings());
  }

  /** What a step computes, in terms of what feeds it. */
  Fragment formula(int index, Mode mode) {
    return body(index, mode, false);
  }

  /** The same, with the name and the definition of a function where it has both. */
  Fragment definition(int index, Mode mode) {
    return body(index, mode, true);
  }

  private Fragment body(int index, Mode mode, boolean whole) {
    Plan.Step step = step(index);
    if (kernel(index) instanceof Kernel.Matmul) {
      return product(index, mode);
    }
    Map<String, Fragment> letters = letters(index, mode);
    Template template = template(step.op().info().formula(), index);
    List<Template> sides = template.sides();
    if (letters == null) {
      return call(index, mode);
    }
    boolean function = sides.size() == 2 && letters.keySet().stream().anyMatch(sides.get(0)::has);
    if (function && !whole) {
      return sides.get(0).tex(letters);
    }
    Template right = function ? template : sides.get(sides.size() - 1);
    boolean indexed = right.indexes(letters.keySet());
    if (mode == Mode.SYMBOLS) {
      return indexed && !whole ? call(index, mode) : right.tex(letters);
    }
    boolean plain = scalar(index) || ENTRYWISE.contains(String.valueOf(step.op().info().infix()));
    return plain && !indexed && !right.foreign(letters.keySet())
        ? right.tex(letters)
        : call(index, mode);
  }

  /** The formula with single numbers written without indices and tensors with a dot in a ring. */
  Template template(String formula, int index) {
    Template template = Template.of(formula);
    if (scalar(index)) {
      return template.withoutIndices();
    }
    boolean entries =
        kernel(index) instanceof Kernel.Elementwise
            && shapes(index).stream().noneMatch(Shape::isScalar);
    return entries ? Template.of(formula.replace("\\cdot", "\\odot")) : template;
  }

  /**
   * The symbols of an op's formula and what stands for them here; null where the formula does not
   * speak of every port, or a choice makes it another formula.
   */
  @Nullable Map<String, Fragment> letters(int index, Mode mode) {
    Plan.Step step = step(index);
    OpInfo info = step.op().info();
    Template formula = template(info.formula(), index);
    Map<String, Fragment> out = new HashMap<>();
    for (int port = 0; port < step.inputs().size(); port++) {
      Port declared = info.ports().get(port);
      boolean found = false;
      Fragment argument = argument(index, port, mode);
      for (String letter : LETTERS.getOrDefault(declared.name(), List.of(declared.name()))) {
        found |= formula.has(letter);
        out.put(letter, argument);
      }
      if (!found) {
        return null;
      }
    }
    for (Setting setting : info.settings()) {
      Value given = step.node().settings().get(setting.name());
      boolean chosen =
          given instanceof Value.Text text && !Objects.equals(text.value(), setting.initial());
      if (chosen && !(setting.name().equals("reduction") && scalar(index))) {
        return null;
      }
    }
    return out;
  }

  /** What stands for a port; a class among several as a column with a single 1. */
  private Fragment argument(int index, int port, Mode mode) {
    int input = step(index).inputs().get(port);
    int classes = shapes(index).get(0).rank() == 1 ? shapes(index).get(0).dim(0) : 0;
    Tensor value = evaluation.value(input);
    boolean label = step(index).op().info().ports().get(port).name().equals("label");
    if (!label || classes == 0 || mode == Mode.SYMBOLS || value == null || value.size() != 1) {
      return of(input, mode);
    }
    int right = (int) value.at(0);
    if (right != value.at(0) || right < 0 || right >= classes) {
      return of(input, mode);
    }
    double[] one = new double[classes];
    one[right] = 1;
    return Fragment.atom(NumberTex.of(Tensor.of(Shape.of(classes), one)));
  }

  /** The step as a call of its op by name. */
  private Fragment call(int index, Mode mode) {
    Plan.Step step = step(index);
    List<String> arguments = new ArrayList<>();
    for (int input : step.inputs()) {
      arguments.add(of(input, mode).tex());
    }
    String name = "\\operatorname{" + Symbols.escaped(step.op().info().callName()) + "}";
    Fragment list = Fragment.atom(String.join(", ", arguments));
    return Fragment.atom(name + list.bracketed().tex());
  }

  /** A matrix product; a vector on the left lies down. */
  private Fragment product(int index, Mode mode) {
    Fragment a = of(step(index).inputs().get(0), mode).atLeast(Fragment.PRODUCT);
    Fragment b = of(step(index).inputs().get(1), mode).atLeast(Fragment.PRODUCT);
    String left = shapes(index).get(0).rank() == 1 ? transposed(a).tex() : a.tex();
    return new Fragment(left + " " + b.tex(), Fragment.PRODUCT);
  }

  static Fragment transposed(Fragment a) {
    return new Fragment(a.atLeast(Fragment.ATOM).tex() + "^{\\top}", Fragment.POWER);
  }

  /** The derivative of one step with respect to another, as a fraction. */
  String partial(int of, int by) {
    return partial(of(of, Mode.SYMBOLS).atLeast(Fragment.ATOM).tex(), of(by, Mode.SYMBOLS));
  }

  static String partial(String of, Fragment by) {
    return "\\frac{\\partial " + of + "}{\\partial " + by.atLeast(Fragment.ATOM).tex() + "}";
  }

  /** The document's index of a step's node. */
  int index(int step) {
    return step(step).index();
  }

  Node node(int step) {
    return step(step).node();
  }

  Evaluation evaluation() {
    return evaluation;
  }
}
