package org.chainrule.client;

import org.chainrule.engine.data.DataException;
import org.chainrule.engine.data.Frame;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.lesson.FittingGraph;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int32Array;

/** Data as it would be trained on, for the page to draw. */
public final class Data {
  private final Prepared data;

  /** Makes what the JSON asks for; fails with an Error whose message is a sentence. */
  @JSExport
  public Data(String json) {
    try {
      data = Prepared.read(json);
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** The columns, as a JSON list of name, label and classes. */
  @JSExport
  public String variables() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Frame.Variable variable : data.raw().variables()) {
      out.beginObject().key("name").value(variable.name()).key("label").value(variable.label());
      out.key("classes").beginArray();
      variable.classes().forEach(out::value);
      out.endArray().endObject();
    }
    return out.endArray().toString();
  }

  /** One column before it is standardized; a class as its index. */
  @JSExport
  public Float64Array column(int index) {
    return Float64Array.fromJavaArray(data.raw().values().get(index).clone());
  }

  /** The least and greatest of each column, one pair after the other. */
  @JSExport
  public Float64Array ranges() {
    return Float64Array.fromJavaArray(data.raw().ranges());
  }

  /** The rows that are trained on (0), that watch (1), or that are kept for the end (2). */
  @JSExport
  public Int32Array rows(int part) {
    int[] rows =
        part == 0
            ? data.split().train()
            : part == 1 ? data.split().validation() : data.split().test();
    return Int32Array.fromJavaArray(rows.clone());
  }

  /** A small network that fits the data, as a document. */
  @JSExport
  public String fittingGraph(String title) {
    return GraphCodec.write(FittingGraph.of(data.raw(), title));
  }
}
