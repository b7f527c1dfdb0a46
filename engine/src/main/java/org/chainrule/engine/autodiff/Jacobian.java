package org.chainrule.engine.autodiff;

import java.util.Map;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Every derivative of one step with respect to another, as a matrix: a row for each entry of the
 * first and a column for each entry of the second, both row-major. It is exact; of forward and
 * reverse mode the one with fewer walks is taken.
 *
 * @param of the step that is differentiated
 * @param by the step with respect to which
 * @param matrix of shape [entries of the first, entries of the second]
 */
public record Jacobian(int of, int by, Tensor matrix) {

  /** The most numbers that a Jacobian is shown with. */
  public static final int LIMIT = 100_000;

  /** Why there is no Jacobian to show, as a sentence; empty where there is one. */
  public static String refusal(Evaluation evaluation, int of, int by) {
    Plan.Step first = evaluation.plan().steps().get(of);
    Plan.Step second = evaluation.plan().steps().get(by);
    if (evaluation.value(of) == null || evaluation.value(by) == null) {
      String without = (evaluation.value(of) == null ? first : second).label();
      return without + " has no value yet; give its inputs one first.";
    }
    double numbers = (double) first.shape().count() * second.shape().count();
    if (numbers > LIMIT) {
      return "The Jacobian of "
          + first.label()
          + " "
          + first.shape()
          + " with respect to "
          + second.label()
          + " "
          + second.shape()
          + " has "
          + (long) numbers
          + " numbers; at most "
          + LIMIT
          + " are shown. Choose a smaller node.";
    }
    return "";
  }

  /**
   * The Jacobian of one step with respect to another; all 0 where the first does not depend on the
   * second.
   *
   * @throws IllegalArgumentException where {@link #refusal} has a reason
   */
  public static Jacobian of(Evaluation evaluation, int of, int by) {
    String refusal = refusal(evaluation, of, by);
    if (!refusal.isEmpty()) {
      throw new IllegalArgumentException(refusal);
    }
    Tensor output = evaluation.known(of);
    Tensor input = evaluation.known(by);
    double[] out = new double[output.size() * input.size()];
    if (output.size() < input.size()) {
      for (int row = 0; row < output.size(); row++) {
        Gradients rows = Gradients.of(evaluation, of, Tangents.unit(output, row));
        fill(rows.gradient(by), out, row * input.size(), 1);
      }
    } else {
      for (int column = 0; column < input.size(); column++) {
        Map<Integer, Tensor> direction = Map.of(by, Tangents.unit(input, column));
        fill(Tangents.of(evaluation, direction).tangent(of), out, column, input.size());
      }
    }
    return new Jacobian(of, by, Tensor.of(Shape.of(output.size(), input.size()), out));
  }

  /** {@code {"rows", "columns", "values"}} row-major, or {@code {"refusal"}}. */
  public static String json(Evaluation evaluation, int of, int by) {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    String refusal = refusal(evaluation, of, by);
    if (!refusal.isEmpty()) {
      return out.key("refusal").value(refusal).endObject().toString();
    }
    Tensor matrix = of(evaluation, of, by).matrix();
    out.key("rows").value(matrix.shape().dim(0)).key("columns").value(matrix.shape().dim(1));
    out.key("values").beginArray();
    for (int i = 0; i < matrix.size(); i++) {
      out.value(matrix.at(i));
    }
    return out.endArray().endObject().toString();
  }

  private static void fill(@Nullable Tensor line, double[] out, int from, int stride) {
    for (int i = 0; line != null && i < line.size(); i++) {
      out[from + i * stride] = line.at(i);
    }
  }
}
