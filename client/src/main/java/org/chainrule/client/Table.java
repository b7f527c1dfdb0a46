package org.chainrule.client;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.data.DataException;
import org.chainrule.engine.data.Frame;
import org.chainrule.engine.data.Sheet;
import org.chainrule.engine.data.SheetReading;
import org.chainrule.engine.json.JsonWriter;
import org.teavm.jso.JSExport;

/** A person's own table, from CSV or TSV. */
public final class Table {
  private final SheetReading reading;

  /** Reads the text; fails with an Error whose message is a sentence. */
  @JSExport
  public Table(String text) {
    try {
      reading = new SheetReading(Sheet.read(text));
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** What was found, and a first reading of it, as JSON. */
  @JSExport
  public String found() {
    return reading.json();
  }

  /**
   * The table as data, as JSON with variables and rows; fails with an Error whose message is a
   * sentence.
   *
   * @param roles for each column "input", "classes", "quantity" or "unused", with commas between
   * @param skip whether rows with a missing cell are left out
   */
  @JSExport
  public String data(String roles, boolean skip) {
    try {
      return json(reading.frame(split(roles), skip));
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  private static List<String> split(String roles) {
    List<String> out = new ArrayList<>();
    int from = 0;
    while (from <= roles.length()) {
      int comma = roles.indexOf(',', from);
      int to = comma < 0 ? roles.length() : comma;
      out.add(roles.substring(from, to));
      from = to + 1;
    }
    return out;
  }

  private static String json(Frame frame) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("source").value("own").key("variables").beginArray();
    for (Frame.Variable variable : frame.variables()) {
      out.beginObject().key("name").value(variable.name()).key("label").value(variable.label());
      out.key("classes").beginArray();
      variable.classes().forEach(out::value);
      out.endArray().endObject();
    }
    out.endArray().key("rows").beginArray();
    for (int row = 0; row < frame.size(); row++) {
      out.beginArray();
      for (double[] column : frame.values()) {
        out.value(column[row]);
      }
      out.endArray();
    }
    return out.endArray().endObject().toString();
  }
}
