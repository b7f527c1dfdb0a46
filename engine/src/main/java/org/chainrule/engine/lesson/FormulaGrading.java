package org.chainrule.engine.lesson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.lesson.Exercise.Foreseen;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.quiz.Judgement;
import org.chainrule.engine.quiz.Judgement.Outcome;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Compares a formula with a quantity of a graph, as functions: at the graph's own values and at
 * some around them. However it is written, what gives the same numbers is right.
 */
final class FormulaGrading {
  private static final String ANSWER = "answer_";
  private static final int LENGTH = 400;

  /** What a formula may compute with; more is no answer to a question. */
  private static final long NUMBERS = 10_000;

  private final Plan plan;
  private final Exercise.Formula formula;
  private final Map<String, Tensor> own = new HashMap<>();
  private final Set<String> scalars = new LinkedHashSet<>();

  FormulaGrading(Plan plan, Exercise.Formula formula) {
    this.plan = plan;
    this.formula = formula;
    Evaluation evaluation = Evaluation.run(plan, Map.of());
    for (int i = 0; i < plan.steps().size(); i++) {
      Tensor value = evaluation.value(i);
      String name = plan.steps().get(i).node().name();
      if (name != null && value != null) {
        own.put(name, value);
        if (value.shape().isScalar()) {
          scalars.add(name);
        }
      }
    }
  }

  Judgement grade(String answer) {
    String plain = answer.trim().replace('\u2212', '-').replace("\u00b7", "*");
    int equals = plain.lastIndexOf('=');
    String right = equals < 0 ? plain : plain.substring(equals + 1).trim();
    Plan typed = right.isEmpty() || right.length() > LENGTH ? null : compile(right);
    if (typed == null) {
      return new Judgement(Outcome.UNREADABLE, unreadable(right), List.of());
    }
    Boolean same = agrees(typed, this::wanted);
    if (same == null) {
      return new Judgement(
          Outcome.UNREADABLE,
          "The graph no longer tells the " + formula.target().text() + ". Reset this step's graph.",
          List.of());
    }
    if (same) {
      return new Judgement(Outcome.RIGHT, "Right: the same function.", List.of());
    }
    for (Foreseen wrong : formula.wrong()) {
      Plan slip = compile(wrong.answer());
      if (slip != null && Boolean.TRUE.equals(agrees(typed, run -> number(slip, run)))) {
        return new Judgement(Outcome.WRONG, wrong.told(), List.of());
      }
    }
    return new Judgement(Outcome.WRONG, difference(typed), List.of());
  }

  /** The formula as a graph of its own over the scalar names; null where it cannot be read. */
  private @Nullable Plan compile(String expression) {
    if (expression.contains("\n")) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (String name : scalars) {
      text.append(name).append(" = input(0)\n");
    }
    Parsed parsed = parse(text, expression);
    Graph graph = parsed.graph();
    Plan compiled = graph == null ? null : Compiler.compile(graph, Library.standard());
    return compiled == null || !compiled.problems().isEmpty() || numbers(compiled) > NUMBERS
        ? null
        : compiled;
  }

  private static long numbers(Plan plan) {
    return plan.steps().stream().mapToLong(step -> step.shape().count()).sum();
  }

  private static Parsed parse(StringBuilder names, String expression) {
    return Parser.parse(names + ANSWER + " = 0 + (" + expression + ")\n", Library.standard());
  }

  private String unreadable(String expression) {
    StringBuilder text = new StringBuilder();
    scalars.forEach(name -> text.append(name).append(" = input(0)\n"));
    String known = String.join(", ", scalars);
    if (expression.isEmpty() || expression.length() > LENGTH) {
      return "Write a formula in " + known + ".";
    }
    List<Problem> problems = parse(text, expression).problems();
    String first = problems.isEmpty() ? "" : problems.get(0).message() + " ";
    return first + "Write a formula in " + known + ".";
  }

  private interface Quantity {
    @Nullable Double at(Evaluation run);
  }

  /**
   * Whether a formula gives a quantity wherever both are numbers; null where there is no such
   * place.
   */
  private @Nullable Boolean agrees(Plan typed, Quantity quantity) {
    int compared = 0;
    for (Evaluation run : runs()) {
      Double wanted = quantity.at(run);
      Double given = number(typed, run);
      if (wanted != null && Double.isFinite(wanted)) {
        compared++;
        if (given == null || !Trial.close(wanted, given)) {
          return false;
        }
      }
    }
    return compared == 0 ? null : (Boolean) true;
  }

  private List<Evaluation> runs() {
    List<Evaluation> runs = new ArrayList<>();
    runs.add(Evaluation.run(plan, Map.of()));
    for (int seed = 1; seed <= Trial.COUNT; seed++) {
      runs.add(Evaluation.run(plan, Trial.at(plan, own, seed)));
    }
    return runs;
  }

  private static int step(Plan plan, String name) {
    for (int i = 0; i < plan.steps().size(); i++) {
      if (plan.steps().get(i).node().label().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Double wanted(Evaluation run) {
    Target target = formula.target();
    int node = step(plan, target.node());
    if (node < 0) {
      return null;
    }
    Tensor value =
        switch (target.kind()) {
          case VALUE -> run.value(node);
          case GRADIENT -> Gradients.of(run, plan.loss()).gradient(node);
          case SLOPE -> Gradients.of(run, step(plan, target.other())).gradient(node);
          default -> null;
        };
    return value == null || value.size() != 1 ? null : (Double) value.at(0);
  }

  /** What a formula gives where the graph's values are those of a run. */
  private @Nullable Double number(Plan typed, Evaluation run) {
    Map<String, Tensor> values = new HashMap<>();
    for (String name : scalars) {
      Tensor value = run.value(step(plan, name));
      if (value != null) {
        values.put(name, value);
      }
    }
    Tensor value = Evaluation.run(typed, values).value(step(typed, ANSWER));
    return value == null || value.size() != 1 ? null : (Double) value.at(0);
  }

  private String difference(Plan typed) {
    Evaluation here = Evaluation.run(plan, Map.of());
    Double wanted = wanted(here);
    Double given = number(typed, here);
    return wanted != null && given != null && Trial.close(wanted, given)
        ? "It gives the right number here, but not for other values: write it in the names."
        : "Not the same function: put this graph's numbers into it and compare.";
  }
}
