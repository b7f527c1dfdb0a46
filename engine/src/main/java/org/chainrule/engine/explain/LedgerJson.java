package org.chainrule.engine.explain;

import java.util.List;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A ledger for the page. */
final class LedgerJson {
  /** The most numbers that one contribution is sent with. */
  private static final int ENTRIES = 4096;

  private LedgerJson() {}

  static String write(Ledger ledger, Plan plan) {
    JsonWriter out = new JsonWriter();
    Plan.Step from = plan.steps().get(ledger.paths().from());
    out.beginObject().key("node").value(from.index()).key("shape").beginArray();
    for (int extent : from.shape().dims()) {
      out.value(extent);
    }
    out.endArray().key("count").value((double) ledger.paths().count());
    out.key("saturated").value(ledger.paths().count() == Long.MAX_VALUE);
    out.key("complete").value(ledger.paths().complete()).key("exact").value(ledger.paths().exact());
    out.key("rows").beginArray();
    ledger.rows().forEach(row -> row(out, row));
    out.endArray();
    tensor(out.key("sum"), ledger.sum());
    tensor(out.key("gradient"), ledger.gradient());
    out.key("equal").value(ledger.equal()).key("share").value(ledger.share());
    out.key("sentence").value(ledger.sentence()).key("symbol").value(ledger.symbol());
    out.key("equation").value(ledger.equation());
    out.key("pathProducts").value((double) ledger.paths().pathProducts());
    out.key("reverseProducts").value((double) ledger.paths().reverseProducts());
    out.key("work").beginObject().key("nodes").value(ledger.work().nodes());
    out.key("parameters").value(ledger.work().parameters());
    out.key("pathProducts").value((double) ledger.work().pathProducts());
    out.key("reverseProducts").value((double) ledger.work().reverseProducts());
    return out.endObject().endObject().toString();
  }

  private static void row(JsonWriter out, Ledger.Row row) {
    out.beginObject().key("route").value(row.route());
    out.key("omitted").value(row.omitted());
    integers(out.key("nodes"), row.nodes());
    integers(out.key("wires"), row.wires());
    out.key("factors").beginArray();
    for (Ledger.Factor factor : row.factors()) {
      integers(out.beginObject().key("nodes"), factor.nodes());
      integers(out.key("wires"), factor.wires());
      out.key("partial").value(factor.partial()).key("local").value(factor.local());
      out.key("numbers").value(factor.numbers()).key("value");
      if (Double.isNaN(factor.value())) {
        out.nullValue();
      } else {
        out.value(NumberTex.of(factor.value()));
      }
      out.key("rows").value(factor.rows()).key("columns").value(factor.columns()).endObject();
    }
    out.endArray().key("tex").value(NumberTex.of(row.contribution()));
    tensor(out.key("contribution"), row.contribution());
    out.endObject();
  }

  /**
   * The numbers of a tensor; null where there is none, and none of them where they are too many.
   */
  private static void tensor(JsonWriter out, @Nullable Tensor tensor) {
    if (tensor == null) {
      out.nullValue();
      return;
    }
    out.beginArray();
    for (int i = 0; i < tensor.size() && tensor.size() <= ENTRIES; i++) {
      out.value(tensor.at(i));
    }
    out.endArray();
  }

  private static void integers(JsonWriter out, List<Integer> values) {
    out.beginArray();
    values.forEach(out::value);
    out.endArray();
  }
}
