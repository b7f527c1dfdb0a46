package org.chainrule.client;

import org.chainrule.engine.data.DataException;
import org.chainrule.engine.data.Datasets;
import org.chainrule.engine.data.ImageTable;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.lab.Sweep;
import org.chainrule.engine.lesson.Pipeline;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.train.Penalty;
import org.chainrule.engine.train.Schedules;
import org.chainrule.engine.train.TrainingSettingsJson;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;
import org.teavm.jso.typedarrays.Int8Array;

/** The module that trains: what its Worker runs, and what the panel beside it offers. */
@JSExportClasses({Training.class, Data.class, Table.class, Executor.class, DescentSession.class})
public final class Worker {
  private Worker() {}

  /** Does nothing; the compiler wants a place to start. */
  public static void main(String[] args) {}

  /** Every learning-rate schedule, as JSON. */
  @JSExport
  public static String schedules() {
    return Schedules.json();
  }

  /** What a penalty can charge and how it enters a step, as JSON. */
  @JSExport
  public static String penalties() {
    return Penalty.json();
  }

  /** Every data set that can be generated, as JSON. */
  @JSExport
  public static String datasets() {
    return Datasets.json();
  }

  /** What can be swept over, as JSON; fails as {@link Training} does. */
  @JSExport
  public static String sweeps(String document, String settings) {
    return sweep(document, settings).json();
  }

  /**
   * One training of a sweep, as JSON with document and settings; fails as {@link Training} does.
   *
   * @param id what is changed, as {@link #sweeps} names it
   */
  @JSExport
  public static String variant(String document, String settings, String id, double value) {
    Sweep sweep = sweep(document, settings);
    Sweep.Variant variant = Training.done(() -> sweep.of(id, value));
    JsonWriter out = new JsonWriter();
    out.beginObject().key("document").raw(GraphCodec.write(variant.graph())).key("settings");
    TrainingSettingsJson.write(out, variant.settings());
    return out.endObject().toString();
  }

  private static Sweep sweep(String document, String settings) {
    return new Sweep(
        Answers.read(document),
        Library.standard(),
        Training.done(() -> Training.settings(settings)));
  }

  /**
   * Images and their classes from two IDX files, as data in JSON; fails with an Error whose message
   * is a sentence.
   */
  @JSExport
  public static String images(Int8Array one, Int8Array other) {
    try {
      return ImageTable.read(one.copyToJavaArray(), other.copyToJavaArray());
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** What a model can be built from, as JSON. */
  @JSExport
  public static String pipelineChoices() {
    return Pipeline.choices();
  }

  /** A model from its assumptions to its graph, as JSON. */
  @JSExport
  public static String pipeline(String likelihood, String prior, boolean hidden, double lambda) {
    return Pipeline.json(likelihood, prior, hidden, lambda);
  }
}
