package org.chainrule.engine.op;

import java.util.List;
import java.util.Locale;
import org.chainrule.engine.json.JsonWriter;

/** The catalogue as JSON: everything a view needs to offer, name, typeset and configure the ops. */
public final class CatalogueJson {
  private CatalogueJson() {}

  /** The catalogue without composites. */
  public static String write(Catalogue catalogue) {
    return write(catalogue, List.of());
  }

  /**
   * {@code {"categories": [...], "ops": [...], "composites": [...]}}, all in the order of the
   * palette. A composite is no op: adding one adds the nodes that it stands for.
   */
  public static String write(Catalogue catalogue, List<OpInfo> composites) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("categories").beginArray();
    for (Category category : Category.values()) {
      out.beginObject().key("id").value(category.id());
      out.key("label").value(category.label()).endObject();
    }
    out.endArray().key("ops").beginArray();
    for (Op op : catalogue.ops()) {
      op(out, op.info());
    }
    out.endArray().key("composites").beginArray();
    for (OpInfo composite : composites) {
      op(out, composite);
    }
    return out.endArray().endObject().toString();
  }

  private static void op(JsonWriter out, OpInfo info) {
    out.beginObject();
    out.key("id").value(info.id());
    out.key("label").value(info.label());
    out.key("symbol").value(info.symbol());
    out.key("category").value(info.category().id());
    out.key("role").value(info.role().name().toLowerCase(Locale.ROOT));
    out.key("callName").value(info.callName());
    out.key("infix");
    if (info.infix() == null) {
      out.nullValue();
    } else {
      out.value(info.infix());
    }
    out.key("summary").value(info.summary());
    out.key("formula").value(info.formula());
    out.key("notes").value(info.notes());
    out.key("source").value(info.source());
    out.key("ports").beginArray();
    for (Port port : info.ports()) {
      out.beginObject().key("name").value(port.name());
      out.key("summary").value(port.summary());
      out.key("derivative").value(port.derivative());
      out.key("optional").value(port.optional()).endObject();
    }
    SettingsJson.declare(out.endArray().key("settings"), info.settings());
    out.endObject();
  }
}
