package org.chainrule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.chainrule.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** The table of one run, as text and as JSON. */
final class Results {

  /** Median and quartiles of what was measured. */
  record Spread(double median, double low, double high) {
    static Spread of(List<Double> figures) {
      double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      int last = sorted.length - 1;
      return new Spread(sorted[(last + 1) / 2], sorted[last / 4], sorted[last - last / 4]);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", median, low, high);
    }
  }

  /** One line: we and one peer. */
  private record Row(
      String id,
      Spread ours,
      Spread peer,
      String peerName,
      String unit,
      double ratio,
      @Nullable Double target) {}

  private final List<Row> rows = new ArrayList<>();

  /** Adds a line where less is faster. */
  void add(String id, Spread ours, Spread peer, String name, String unit, @Nullable Double target) {
    rows.add(new Row(id, ours, peer, name, unit, peer.median() / ours.median(), target));
  }

  /** The table, the ratios last. */
  String table() {
    StringBuilder out = new StringBuilder();
    String line = "%-26s %-26s %-26s %-22s %-10s %7s %7s%n";
    out.append(
        String.format(line, "work", "ours", "peer", "peer's name", "unit", "target", "ratio"));
    for (Row r : rows) {
      String target = r.target() == null ? "" : String.format(Locale.ROOT, "%.2f", r.target());
      String ratio = String.format(Locale.ROOT, "%.2f", r.ratio());
      out.append(
          String.format(line, r.id(), r.ours(), r.peer(), r.peerName(), r.unit(), target, ratio));
    }
    return out.toString();
  }

  /** Writes the table as {@code {"results": [...]}}. */
  void write(Path file) throws IOException {
    JsonWriter out = new JsonWriter().beginObject().key("results").beginArray();
    for (Row r : rows) {
      out.beginObject().key("id").value(r.id());
      out.key("ours").value(r.ours().median()).key("peer").value(r.peer().median());
      out.key("peerName").value(r.peerName()).key("unit").value(r.unit());
      out.key("ratio").value(r.ratio()).key("target");
      if (r.target() == null) {
        out.nullValue();
      } else {
        out.value(r.target());
      }
      out.endObject();
    }
    Files.writeString(file, out.endArray().endObject() + "\n");
  }
}
