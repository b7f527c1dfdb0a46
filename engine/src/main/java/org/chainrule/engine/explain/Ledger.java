package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.autodiff.Paths;
import org.chainrule.engine.autodiff.Work;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The chain rule as bookkeeping: every path from a loss back to one step is a row, its factors are
 * multiplied, the rows are added, and the sum is held against the gradient of reverse mode.
 *
 * @param paths what is counted and listed
 * @param work what all gradients together take
 * @param rows the listed paths, those that contribute most first
 * @param gradient what reverse mode finds; null where no path leads to the loss
 * @param sum what the rows add up to; null where there is none
 * @param equal whether all paths are listed and add up to the gradient, but for rounding
 * @param symbol the gradient as a fraction
 */
public record Ledger(
    Paths paths,
    Work work,
    List<Row> rows,
    @Nullable Tensor gradient,
    @Nullable Tensor sum,
    boolean equal,
    String symbol) {

  /** The most rows whose sum is written out. */
  private static final int SUMMANDS = 8;

  /** How far apart sums in different orders may lie, relative to the largest entry. */
  private static final double ROUNDING = 1e-9;

  /**
   * One path.
   *
   * @param route the values that it runs through, from the step to the loss, in TeX
   * @param factors from the loss back to the step; of a long path the first and the last
   * @param omitted how many factors between those are left out
   * @param nodes all nodes of the path, by their index in the document
   * @param wires all its wires, by their index
   * @param contribution their product
   */
  public record Row(
      String route,
      List<Factor> factors,
      int omitted,
      List<Integer> nodes,
      List<Integer> wires,
      Tensor contribution) {
    public Row {
      factors = List.copyOf(factors);
      nodes = List.copyOf(nodes);
      wires = List.copyOf(wires);
    }
  }

  /**
   * The derivative of one named value by the next one of the path.
   *
   * @param nodes the nodes between, both ends included, against the wires
   * @param wires the document's wires between, by their index
   * @param partial the derivative as a fraction; with the port where one step takes the other twice
   * @param local the derivative in symbols
   * @param numbers the same with its numbers
   * @param value its value, where both ends are single numbers, else NaN
   * @param rows of its Jacobian: the entries of the value that is differentiated
   * @param columns of its Jacobian
   */
  public record Factor(
      List<Integer> nodes,
      List<Integer> wires,
      String partial,
      String local,
      String numbers,
      double value,
      int rows,
      int columns) {
    public Factor {
      nodes = List.copyOf(nodes);
      wires = List.copyOf(wires);
    }
  }

  public Ledger {
    rows = List.copyOf(rows);
  }

  /**
   * Opens the ledger of one step.
   *
   * @param limit how many rows, at most {@link Paths#LIMIT}
   */
  public static Ledger of(Evaluation evaluation, Gradients gradients, int from, int limit) {
    int loss = evaluation.plan().loss();
    Paths paths = Paths.of(evaluation, gradients, from, loss, limit);
    ChainRule rule = new ChainRule(evaluation, gradients, from, loss);
    LedgerRows written = new LedgerRows(rule, from);
    List<Row> rows = new ArrayList<>();
    Tensor sum = null;
    for (Paths.Path path : paths.largest()) {
      sum = sum == null ? path.contribution() : sum.plus(path.contribution());
      rows.add(written.row(path));
    }
    Tensor gradient = gradients.gradient(from);
    boolean equal = paths.complete() && close(sum, gradient);
    Work work = Work.of(evaluation, gradients);
    return new Ledger(paths, work, rows, gradient, sum, equal, rule.left(from));
  }

  private static boolean close(@Nullable Tensor a, @Nullable Tensor b) {
    if (a == null || b == null || !a.shape().equals(b.shape())) {
      return false;
    }
    double largest = 0;
    for (int i = 0; i < b.size(); i++) {
      largest = Math.max(largest, Math.abs(b.at(i)));
    }
    for (int i = 0; i < a.size(); i++) {
      if (!(Math.abs(a.at(i) - b.at(i)) <= ROUNDING * largest + Double.MIN_NORMAL)) {
        return false;
      }
    }
    return true;
  }

  /**
   * How much of the gradient the rows make: their sum along the gradient's direction, in units of
   * its length; 1 where they make all of it, NaN where the gradient is 0.
   */
  public double share() {
    double along = 0;
    double length = 0;
    for (int i = 0; sum != null && gradient != null && i < gradient.size(); i++) {
      along += sum.at(i) * gradient.at(i);
      length += gradient.at(i) * gradient.at(i);
    }
    return length == 0 ? Double.NaN : along / length;
  }

  /** The sum written out in TeX, for a few rows of single numbers; else empty. */
  public String equation() {
    if (sum == null || sum.size() > 1 || rows.size() > SUMMANDS || !paths.complete()) {
      return "";
    }
    Fragment written = null;
    for (Row row : rows) {
      Fragment term = Fragment.number(NumberTex.of(row.contribution().at(0)));
      written = written == null ? term : written.plus(term);
    }
    String total = NumberTex.of(sum.at(0));
    return rows.size() == 1 || written == null ? total : written.tex() + " = " + total;
  }

  /** What the ledger comes to, in a sentence. */
  public String sentence() {
    if (gradient == null || rows.isEmpty()) {
      return "No path leads from here to the loss.";
    }
    String value = gradient.size() == 1 ? NumberTex.decimal(gradient.at(0)) : "";
    if (paths.complete()) {
      String sums = rows.size() == 1 ? "The one path" : "The sum of " + rows.size() + " paths";
      String what = value.isEmpty() ? " equals, entry by entry," : " is " + value + " and equals";
      return equal
          ? sums + what + " the gradient of reverse mode."
          : sums + " and the gradient of reverse mode differ by more than rounding.";
    }
    String share = Double.isNaN(share()) ? "" : percent(share());
    return "The " + rows.size() + " paths listed" + share + " of the gradient of reverse mode.";
  }

  private static String percent(double share) {
    return " make " + NumberTex.decimal(Math.floor(share * 1000 + 0.5) / 10) + "%";
  }

  /** {@link #sentence} and the rest as JSON, nodes and wires by their index. */
  public String json(Evaluation evaluation) {
    return LedgerJson.write(this, evaluation.plan());
  }
}
