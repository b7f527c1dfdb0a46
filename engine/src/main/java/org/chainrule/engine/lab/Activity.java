package org.chainrule.engine.lab;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.engine.data.FrameDataset;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Probe;
import org.jspecify.annotations.Nullable;

/**
 * What every computed node holds over the training examples: its values, and the derivatives of
 * each example's own loss by them.
 */
final class Activity {
  /** The most examples that are looked at. */
  private static final int COUNTED = 500;

  private final Run run;
  private final FrameDataset examples;
  private final Map<Plan.Step, float[]> values = new LinkedHashMap<>();
  private final Map<Plan.Step, float[]> gradients = new LinkedHashMap<>();
  private int seen;

  private Activity(Run run) {
    this.run = run;
    int[] rows = run.data().split().train();
    int[] counted = rows.length > COUNTED ? Arrays.copyOf(rows, COUNTED) : rows;
    examples = new FrameDataset(run.data().frame(), run.parts().places(), counted);
    for (Plan.Step step : run.plan().steps()) {
      Buffer buffer = run.program().values().get(step.node().id());
      if (buffer != null && buffer.batched() && !(step.op() instanceof Source)) {
        values.put(step, new float[examples.size() * buffer.size()]);
        if (gradient(step) != null) {
          gradients.put(step, new float[examples.size() * buffer.size()]);
        }
      }
    }
  }

  private @Nullable Buffer gradient(Plan.Step step) {
    return run.program().gradients().get(step.node().id());
  }

  static Activity of(Run run) throws ProblemException {
    Activity activity = new Activity(run);
    Probe.run(run.device(), activity.examples, activity::read);
    return activity;
  }

  private void read(int rows) {
    values.forEach((step, into) -> copy(run.program().values().get(step.node().id()), rows, into));
    // The loss of a batch is a mean: what one example adds to it is its own share of that.
    int share = run.program().reduction() == BatchReduction.MEAN ? rows : 1;
    gradients.forEach(
        (step, into) -> {
          int size = step.shape().size();
          copy(gradient(step), rows, into);
          for (int i = seen * size; i < (seen + rows) * size; i++) {
            into[i] *= share;
          }
        });
    seen += rows;
  }

  private void copy(@Nullable Buffer buffer, int rows, float[] into) {
    if (buffer == null) {
      return;
    }
    int size = buffer.size();
    System.arraycopy(run.arena(), buffer.offset(), into, seen * size, rows * size);
  }

  /**
   * A JSON list of node, label and a histogram of its values, and under "gradient" one of its
   * gradients, or null where the loss does not depend on it.
   */
  String json(int bins) {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    values.forEach(
        (step, numbers) -> {
          int units = step.shape().size();
          out.beginObject().key("node").value(step.node().id()).key("label").value(step.label());
          Histogram.of(numbers, units, bins).write(out);
          out.key("gradient");
          float[] slopes = gradients.get(step);
          if (slopes == null) {
            out.nullValue();
          } else {
            out.beginObject();
            Histogram.of(slopes, units, bins).write(out);
            out.endObject();
          }
          out.endObject();
        });
    return out.endArray().toString();
  }
}
