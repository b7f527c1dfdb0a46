package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.explain.Symbols;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;

/** The whole network as equations, one line for each value with a name. */
final class Latex {
  private static final Map<String, String> INFIX =
      Map.of("+", " + ", "-", " - ", "*", " \\cdot ", "@", " \\, ");

  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int ATOM = 3;

  private final Script script;

  private Latex(Script script) {
    this.script = script;
  }

  /**
   * An align* environment.
   *
   * @throws ProblemException where the graph does not run
   */
  static String write(Graph graph, Catalogue catalogue) throws ProblemException {
    return new Latex(Script.of(graph, catalogue)).write();
  }

  /** What was written and how tightly it binds. */
  private record Written(String tex, int binding) {}

  private String write() {
    List<String> lines = new ArrayList<>();
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < script.plan().steps().size(); i++) {
      Plan.Step step = script.step(i);
      Tensor value = script.value(i);
      String name = script.name(i);
      boolean bare = !script.named(i);
      if (step.op() instanceof Source) {
        String number = bare && value != null ? NumberText.of(value.item()) : Symbols.tex(name);
        written.add(new Written(number, number.startsWith("-") ? SUM : ATOM));
        if (!bare) {
          lines.add(Symbols.tex(name) + " &\\in \\mathbb{R}" + exponent(step));
        }
        continue;
      }
      Written expression = expression(step, written);
      if (bare) {
        written.add(expression);
      } else {
        lines.add(Symbols.tex(name) + " &= " + expression.tex());
        written.add(new Written(Symbols.tex(name), ATOM));
      }
    }
    return "\\begin{align*}\n" + String.join(" \\\\\n", lines) + "\n\\end{align*}\n";
  }

  private static String exponent(Plan.Step step) {
    int[] dims = step.shape().dims();
    List<String> lengths = new ArrayList<>();
    for (int dim : dims) {
      lengths.add(String.valueOf(dim));
    }
    return dims.length == 0 ? "" : "^{" + String.join(" \\times ", lengths) + "}";
  }

  private static Written expression(Plan.Step step, List<Written> written) {
    OpInfo info = step.op().info();
    List<Written> inputs = step.inputs().stream().map(written::get).toList();
    String infix = info.infix();
    if (infix != null && inputs.size() == 2) {
      Written a = inputs.get(0);
      Written b = inputs.get(1);
      String operator = INFIX.getOrDefault(infix, " \\mathbin{" + infix + "} ");
      return switch (infix) {
        case "/" -> new Written("\\frac{" + a.tex() + "}{" + b.tex() + "}", ATOM);
        case "^" -> new Written(wrapped(a, ATOM) + "^{" + b.tex() + "}", PRODUCT);
        case "+", "-" -> new Written(a.tex() + operator + wrapped(b, PRODUCT), SUM);
        default -> new Written(wrapped(a, PRODUCT) + operator + wrapped(b, ATOM), PRODUCT);
      };
    }
    if (info.id().equals("negate")) {
      return new Written("-" + wrapped(inputs.get(0), PRODUCT), SUM);
    }
    String arguments = String.join(", ", inputs.stream().map(Written::tex).toList());
    String operator = info.callName().replace("_", "\\_");
    return new Written("\\operatorname{" + operator + "}\\left(" + arguments + "\\right)", ATOM);
  }

  private static String wrapped(Written written, int least) {
    return written.binding() >= least ? written.tex() : "\\left(" + written.tex() + "\\right)";
  }
}
