package org.chainrule.engine.lab;

import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.data.Frame;
import org.chainrule.engine.data.FrameDataset;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.ProblemException;
import org.jspecify.annotations.Nullable;

/** What can be read off a run at its cursor. */
public final class View {
  private final Run run;

  public View(Run run) {
    this.run = run;
  }

  /** The parameters, as a JSON list of name and shape. */
  public String names() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Program.Parameter parameter : run.program().parameters()) {
      out.beginObject().key("name").value(parameter.name()).key("shape").beginArray();
      for (int dim : parameter.shape().dims()) {
        out.value(dim);
      }
      out.endArray().endObject();
    }
    return out.endArray().toString();
  }

  /** Every parameter, one after the other. */
  public float[] parameters() {
    return run.parameters();
  }

  /** The gradient of the last step likewise; NaN before the first. */
  public float[] gradients() {
    int from = run.program().gradientsAt();
    float[] out = Arrays.copyOfRange(run.arena(), from, from + run.program().parameterCount());
    if (run.cursor() == run.start()) {
      Arrays.fill(out, Float.NaN);
    }
    return out;
  }

  /** What the last step added likewise. */
  public float[] updates() {
    float[] now = run.parameters();
    float[] before = run.previous();
    for (int i = 0; i < now.length; i++) {
      now[i] -= before[i];
    }
    return now;
  }

  /** For each parameter its norm, that of its gradient and that of its last update. */
  public double[] norms() {
    List<Program.Parameter> parameters = run.program().parameters();
    double[] out = new double[3 * parameters.size()];
    float[][] of = {parameters(), gradients(), updates()};
    for (int i = 0; i < parameters.size(); i++) {
      Buffer buffer = parameters.get(i).buffer();
      int from = buffer.offset() - run.program().parametersAt();
      for (int kind = 0; kind < 3; kind++) {
        double squares = 0;
        for (int j = from; j < from + buffer.size(); j++) {
          squares += (double) of[kind][j] * of[kind][j];
        }
        out[3 * i + kind] = Math.sqrt(squares);
      }
    }
    return out;
  }

  /**
   * How often each size of value and of gradient occurs, for every computed node that depends on
   * the data: a JSON list of node, label, least, most, counts, units, how many units answer every
   * example alike, and the same of the gradients.
   */
  public String histograms(int bins) throws ProblemException {
    return Activity.of(run).json(bins);
  }

  /** The weights that meet the input, as JSON with the size of their images; or null. */
  public @Nullable String firstLayer() {
    FirstLayer layer = FirstLayer.of(run);
    return layer == null ? null : layer.json();
  }

  /**
   * The images of the weights that meet the input, one after the other; none where there are none.
   */
  public float[] firstWeights() {
    FirstLayer layer = FirstLayer.of(run);
    return layer == null ? new float[0] : layer.numbers(run.arena());
  }

  /**
   * What the run answers to examples of the data, given by their rows; nothing without an answer.
   */
  public Readings answers(int[] rows) throws ProblemException {
    Output output = run.output();
    if (output == null || rows.length == 0) {
      return new Readings(new int[0], new float[0]);
    }
    FrameDataset shown = new FrameDataset(run.data().frame(), run.parts().places(), rows);
    float[] raw = run.trainer().predict(shown, output.buffer());
    return Readings.of(raw, output.buffer().size(), output.rule());
  }

  /** An example of the data as a JSON object with a list of numbers for each source. */
  public String example(int row) {
    JsonWriter out = new JsonWriter();
    Frame frame = run.data().frame();
    FrameDataset one =
        new FrameDataset(frame, run.parts().places(), new int[] {Math.min(row, frame.size() - 1)});
    out.beginObject();
    for (int i = 0; i < one.columns().size(); i++) {
      float[] values = new float[one.columns().get(i).shape().size()];
      one.copy(0, i, values, 0);
      out.key(one.columns().get(i).name()).beginArray();
      for (float value : values) {
        out.value(value);
      }
      out.endArray();
    }
    return out.endObject().toString();
  }

  /** The rows of the next minibatch; of the last one where all epochs are over. */
  public int[] nextBatch() {
    int[] next = run.trainer().look();
    int[] seen = next.length > 0 ? next : run.trainer().last();
    int[] rows = new int[seen.length];
    for (int i = 0; i < seen.length; i++) {
      rows[i] = run.data().split().train()[seen[i]];
    }
    return rows;
  }
}
