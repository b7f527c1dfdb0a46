package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A graph as a Python script needs it: sources apart, a line for each value that has a name or is
 * used twice, everything else written where it is used; and the numbers that it must reproduce.
 */
final class Script {

  /** Parameters up to this many numbers are written out; larger ones are drawn anew. */
  static final int LITERAL = 1024;

  /** Numbers up to this many are asserted one by one. */
  private static final int ASSERTED = 256;

  /** One line of the forward pass; named where the graph has the name, or it is the loss. */
  record Line(String name, String expression, boolean named) {}

  /** A value that the script must reproduce. */
  record Expected(String name, Tensor number) {}

  private final Plan plan;
  private final Evaluation evaluation;
  private final Gradients gradients;
  private final List<@Nullable String> names = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final int[] uses;
  private int fresh;

  private Script(Plan plan) {
    this.plan = plan;
    evaluation = Evaluation.run(plan, Map.of());
    gradients = Gradients.of(evaluation, plan.loss());
    uses = new int[plan.steps().size()];
    plan.steps().forEach(step -> step.inputs().forEach(input -> uses[input]++));
    for (Plan.Step step : plan.steps()) {
      String name = step.node().name();
      names.add(name == null ? null : Python.name(name));
      taken.add(String.valueOf(names.get(names.size() - 1)));
    }
    for (int i = 0; i < uses.length; i++) {
      if (names.get(i) == null && needsName(i)) {
        names.set(i, freshName());
      }
    }
  }

  private String freshName() {
    String name;
    do {
      name = "v" + ++fresh;
    } while (!taken.add(name));
    return name;
  }

  /**
   * Reads a graph.
   *
   * @throws ProblemException where it does not run
   */
  static Script of(Graph graph, Catalogue catalogue) throws ProblemException {
    Plan plan = Compiler.compile(graph, catalogue);
    if (!plan.problems().isEmpty()) {
      throw new ProblemException(plan.problems());
    }
    return new Script(plan);
  }

  private boolean needsName(int index) {
    if (step(index).op() instanceof Source) {
      return !bareNumber(index) || !amongOperators(index);
    }
    return uses[index] != 1 || index == plan.loss();
  }

  private boolean bareNumber(int index) {
    Plan.Step step = step(index);
    return step.op().info().role() == Role.CONSTANT
        && step.shape().isScalar()
        && step.node().name() == null;
  }

  /** Whether a number stands only beside operators whose other side is a tensor. */
  private boolean amongOperators(int index) {
    for (Plan.Step step : plan.steps()) {
      if (step.inputs().contains(index)
          && (step.op().info().infix() == null
              || step.inputs().stream().allMatch(this::bareNumber))) {
        return false;
      }
    }
    return true;
  }

  Plan plan() {
    return plan;
  }

  String title() {
    return plan.graph().title();
  }

  /** The name of a step; every source but a scalar constant has one. */
  String name(int step) {
    return String.valueOf(names.get(step));
  }

  /** Whether a step has a name, given or made up. */
  boolean named(int step) {
    return names.get(step) != null;
  }

  /** The steps of a role, in order. */
  List<Integer> sources(Role role) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      boolean constant = role == Role.CONSTANT && names.get(i) == null;
      if (step(i).op() instanceof Source && step(i).op().info().role() == role && !constant) {
        found.add(i);
      }
    }
    return found;
  }

  /** Inputs and labels, in order. */
  List<Integer> data() {
    List<Integer> data = new ArrayList<>(sources(Role.INPUT));
    data.addAll(sources(Role.LABEL));
    return data;
  }

  Plan.Step step(int index) {
    return plan.steps().get(index);
  }

  /** How many classes a label names, or 0. */
  int classes(int index) {
    return step(index).op() instanceof Source source ? source.classes(step(index).settings()) : 0;
  }

  /** The value with which the graph starts, or null where only a data set has one. */
  @Nullable Tensor value(int step) {
    return evaluation.value(step);
  }

  /** Whether a source starts with numbers of its own, not with ones that may be drawn anew. */
  boolean literal(int source) {
    Tensor value = value(source);
    boolean given = step(source).settings().tensor("value") != null;
    return value != null && (given || value.size() <= LITERAL);
  }

  /** Whether every number is at hand and small enough to be written down. */
  boolean exact() {
    for (int i = 0; i < uses.length; i++) {
      Tensor value = evaluation.value(i);
      boolean drawn =
          step(i).op().kernel(plan.inputShapes(step(i)), step(i).settings())
                  instanceof Kernel.Dropout
              && step(i).settings().choice("mode").equals("train");
      boolean large = step(i).op() instanceof Source && !literal(i);
      if (value == null || drawn || large) {
        return false;
      }
    }
    return evaluation.problems().isEmpty();
  }

  /** Whether training changes anything: the gradient of some parameter is not 0 throughout. */
  boolean learns() {
    for (int parameter : sources(Role.PARAMETER)) {
      Tensor gradient = gradients.gradient(parameter);
      boolean unknown = loss() >= 0 && evaluation.value(loss()) == null;
      if (unknown
          || (gradient != null && Arrays.stream(gradient.toArray()).anyMatch(g -> g != 0))) {
        return true;
      }
    }
    return false;
  }

  /** The index of the loss, or -1. */
  int loss() {
    return plan.loss();
  }

  /**
   * The lines of the forward pass.
   *
   * @param template which of an op's templates is meant
   * @param rename how a source is written in an expression
   */
  List<Line> lines(Function<OpInfo.Templates, String> template, Function<Integer, String> rename) {
    List<Line> lines = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (int i = 0; i < uses.length; i++) {
      String name = names.get(i);
      Plan.Step step = step(i);
      if (step.op() instanceof Source) {
        Tensor value = value(i);
        written.add(name != null || value == null ? rename.apply(i) : number(value.item()));
        continue;
      }
      String expression = expression(step, template, written, lines);
      if (name == null) {
        written.add(expression);
      } else {
        lines.add(new Line(name, expression, step.node().name() != null || i == plan.loss()));
        written.add(name);
      }
    }
    return lines;
  }

  private static String number(double value) {
    boolean whole = value == Math.floor(value) && Math.abs(value) < 1e15;
    return whole ? String.valueOf((long) value) : Python.number(value);
  }

  /** An expression in which each input stands; one that stands twice gets a line of its own. */
  private String expression(
      Plan.Step step,
      Function<OpInfo.Templates, String> template,
      List<String> written,
      List<Line> lines) {
    OpInfo info = step.op().info();
    List<String> marks = new ArrayList<>();
    for (int port = 0; port < step.inputs().size(); port++) {
      marks.add(String.valueOf((char) (0xE000 + port)));
    }
    String text =
        new Template(info, step.settings(), plan.inputShapes(step), step.shape(), marks)
            .fill(template.apply(info.templates()));
    for (int port = 0; port < marks.size(); port++) {
      char mark = marks.get(port).charAt(0);
      int input = step.inputs().get(port);
      String argument = written.get(input);
      boolean twice = text.indexOf(mark) != text.lastIndexOf(mark);
      if (twice && names.get(input) == null && !(step(input).op() instanceof Source)) {
        String name = freshName();
        lines.add(new Line(name, argument, false));
        argument = name;
      }
      text = Python.place(text, mark, argument);
    }
    return text;
  }

  /** The named values that are small enough to be written down. */
  List<Expected> values() {
    List<Expected> all = new ArrayList<>();
    for (int i = 0; i < uses.length; i++) {
      Tensor value = evaluation.value(i);
      if (asserted(i) && value != null && !(step(i).op() instanceof Source)) {
        all.add(new Expected(name(i), value));
      }
    }
    return all;
  }

  /** The gradients of the loss by every named value, that of the loss left out. */
  List<Expected> gradients() {
    List<Expected> all = new ArrayList<>();
    for (int i = 0; i < uses.length; i++) {
      Tensor gradient = gradients.gradient(i);
      if (asserted(i) && gradient != null && i != plan.loss()) {
        all.add(new Expected(name(i), gradient));
      }
    }
    return all;
  }

  private boolean asserted(int step) {
    boolean named = step(step).node().name() != null || step == plan.loss();
    return named && step(step).shape().size() <= ASSERTED;
  }
}
