package org.chainrule.engine.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Elementary;

/**
 * Why a run left the finite numbers.
 *
 * @param step the step at which it happened
 * @param node the id of the first node without a finite value
 * @param label what a person calls it
 * @param example the row of the example in the data, or -1 where it is a parameter
 * @param sentences what happened, the likely cause, and what to do
 */
public record Divergence(
    long step, String node, String label, int example, List<String> sentences) {

  public Divergence {
    sentences = List.copyOf(sentences);
  }

  /** Looks for the cause, and leaves the run at the last step before it. */
  static Divergence at(Run run, long step) throws ProblemException {
    double rate = run.settings().learningRate();
    List<String> sentences = new ArrayList<>();
    float[] after = run.parameters();
    run.trainer().restore(run.history().before(step - 1));
    while (run.cursor() < step - 1) {
      run.trainer().step();
    }
    int[] seen = run.trainer().look();
    double norm = norm(run);
    Place place = first(run, seen.length);
    String node = place.step().node().id();
    int example = place.row() < 0 ? -1 : run.data().split().train()[seen[place.row()]];
    if (place.overflow()) {
      sentences.add(
          "At step "
              + step
              + " the update made "
              + parameter(run, after)
              + " infinite; every value before it was finite.");
    } else {
      sentences.add(
          "At step "
              + step
              + " "
              + place.step().label()
              + " became "
              + (place.value() != place.value() ? "no number (NaN)" : "infinite")
              + (example < 0 ? "." : ", on example " + (example + 1) + "."));
    }
    sentences.add(cause(run, place, norm, rate));
    run.trainer().step();
    return new Divergence(step, node, place.step().label(), example, sentences);
  }

  private record Place(Plan.Step step, int row, float value, boolean overflow, float largest) {}

  /** The first value that is not finite, in the order of the forward pass. */
  private static Place first(Run run, int rows) {
    Plan.Step last = run.plan().steps().get(run.plan().loss());
    for (Plan.Step step : run.plan().steps()) {
      Buffer buffer = run.program().values().get(step.node().id());
      for (int i = 0; buffer != null && i < buffer.size() * (buffer.batched() ? rows : 1); i++) {
        float value = run.arena()[buffer.offset() + i];
        if (value - value != 0) {
          int row = buffer.batched() ? i / buffer.size() : -1;
          return new Place(step, row, value, false, largestInput(run, step, row));
        }
      }
    }
    return new Place(last, -1, 0, true, 0);
  }

  /** The largest magnitude among what flowed into a step. */
  private static float largestInput(Run run, Plan.Step step, int row) {
    float largest = 0;
    for (int input : step.inputs()) {
      Buffer buffer = run.program().values().get(run.plan().steps().get(input).node().id());
      for (int i = 0; buffer != null && i < buffer.size(); i++) {
        int at = buffer.offset() + (buffer.batched() ? Math.max(0, row) * buffer.size() : 0) + i;
        largest = Math.max(largest, Math.abs(run.arena()[at]));
      }
    }
    return largest;
  }

  private static String parameter(Run run, float[] after) {
    for (var parameter : run.program().parameters()) {
      int from = parameter.buffer().offset() - run.program().parametersAt();
      for (int i = from; i < from + parameter.buffer().size(); i++) {
        if (after[i] - after[i] != 0) {
          return parameter.name();
        }
      }
    }
    return "a parameter";
  }

  private static String cause(Run run, Place place, double norm, double rate) {
    List<Figures.Point> points = run.figures().points();
    double first = points.get(0).trainLoss();
    double last = first;
    for (Figures.Point point : points) {
      last = Double.isFinite(point.trainLoss()) ? point.trainLoss() : last;
    }
    String slower = NumberText.of(rounded(rate / 10));
    boolean poles = !place.overflow() && place.largest() < 1e4 && last <= 10 * Math.abs(first) + 10;
    if (poles && place.step().op().info().role() != Role.PARAMETER) {
      return "What flowed into it was at most "
          + NumberText.of(rounded(place.largest()))
          + " in size, so the steps are not to blame: "
          + place.step().op().info().label().toLowerCase(Locale.ROOT)
          + " has no finite value there. Keep its input away from that point, or use an operation"
          + " that is stable, such as a loss computed from the scores.";
    }
    return "Before that the loss had gone from "
        + NumberText.of(rounded(first))
        + " to "
        + NumberText.of(rounded(last))
        + (norm - norm == 0
            ? ", and the gradient of this minibatch has the norm " + NumberText.of(rounded(norm))
            : "")
        + ": the steps overshoot and grow. Most likely the learning rate of "
        + NumberText.of(rate)
        + " is too large; try "
        + slower
        + " or less, or clip the gradient.";
  }

  private static double norm(Run run) {
    double squares = 0;
    int from = run.program().gradientsAt();
    for (int i = from; i < from + run.program().parameterCount(); i++) {
      squares += (double) run.arena()[i] * run.arena()[i];
    }
    return Math.sqrt(squares);
  }

  /** The number to three digits. */
  private static double rounded(double value) {
    if (value == 0 || value - value != 0) {
      return value;
    }
    int exponent = (int) Math.floor(Elementary.log(Math.abs(value)) / Elementary.log(10));
    double digits = Math.floor(Math.abs(value) * Elementary.pow(10, 2 - exponent) + 0.5);
    double size = NumberText.parse((int) digits + "e" + (exponent - 2));
    return value < 0 ? -size : size;
  }

  /** As JSON. */
  public String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("step").value(step).key("node").value(node).key("label").value(label);
    out.key("example").value(example).key("sentences").beginArray();
    sentences.forEach(out::value);
    return out.endArray().endObject().toString();
  }
}
