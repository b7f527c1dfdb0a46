package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        String number = bare && value != null ? NumberText.of(value.item()) : symbol(name);
        written.add(new Written(number, number.startsWith("-") ? SUM : ATOM));
        if (!bare) {
          lines.add(symbol(name) + " &\\in \\mathbb{R}" + exponent(step));
        }
        continue;
      }
      Written expression = expression(step, written);
      if (bare) {
        written.add(expression);
      } else {
        lines.add(symbol(name) + " &= " + expression.tex());
        written.add(new Written(symbol(name), ATOM));
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

  /** A name as a symbol: digits at its end become an index, Greek is spelled, hats are put on. */
  static String symbol(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    String digits = name.substring(end);
    String stem = name.substring(0, end);
    boolean hat = stem.length() == 4 && stem.endsWith("hat");
    String body =
        hat
            ? "\\hat{" + stem.charAt(0) + "}"
            : GREEK.contains(stem)
                ? "\\" + stem
                : stem.length() == 1 ? stem : "\\mathit{" + stem.replace("_", "\\_") + "}";
    return digits.isEmpty() ? body : body + "_{" + digits + "}";
  }

  private static final List<String> GREEK =
      List.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "lambda", "mu", "sigma",
          "phi", "psi", "omega");
}
