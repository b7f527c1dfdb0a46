package org.chainrule.engine.export;

import java.util.List;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.plan.ProblemException;
import org.jspecify.annotations.Nullable;

/** THE list of exports, in the order of the menu. */
public final class Exports {

  /** Writes a graph in the form of another tool. */
  public interface Writer {
    /**
     * The file's bytes.
     *
     * @param optimization how a script trains; what is no script ignores it
     * @throws ProblemException where the graph cannot be written so, with every reason
     */
    byte[] write(Graph graph, Catalogue catalogue, Optimization optimization)
        throws ProblemException;
  }

  /** A script that trains. */
  interface ScriptWriter {
    String write(Graph graph, Catalogue catalogue, Optimization optimization)
        throws ProblemException;
  }

  /** Bytes that no training goes into. */
  interface ByteWriter {
    byte[] write(Graph graph, Catalogue catalogue) throws ProblemException;
  }

  /** A text in the form of another tool. */
  interface TextWriter {
    String write(Graph graph, Catalogue catalogue) throws ProblemException;
  }

  /**
   * One export.
   *
   * @param id the word that names it
   * @param label what a menu calls it
   * @param extension the end of its file's name, without the dot
   * @param mediaType what the file is
   * @param text whether the bytes are UTF-8 text
   */
  public record Export(
      String id, String label, String extension, String mediaType, boolean text, Writer writer) {}

  private static final List<Export> ALL =
      List.of(
          script("pytorch", "PyTorch", PyTorch::write),
          script("jax", "JAX", Jax::write),
          script("keras", "Keras", Keras::write),
          binary("onnx", "ONNX", "onnx", (g, c) -> Onnx.write(g, c, false)),
          binary("onnx-batch", "ONNX for batches", "onnx", (g, c) -> Onnx.write(g, c, true)),
          text("latex", "LaTeX equations", "tex", "application/x-tex", Latex::write),
          text("mermaid", "Mermaid flow chart", "mmd", "text/plain", Picture::mermaid),
          text("dot", "Graphviz DOT", "dot", "text/vnd.graphviz", Picture::dot),
          text("csv", "Parameters as CSV", "csv", "text/csv", Parameters::csv),
          text("weights", "Parameters as JSON", "json", "application/json", Parameters::json),
          binary("npz", "Parameters for NumPy", "npz", (g, c) -> Npz.write(Parameters.of(g, c))));

  private Exports() {}

  private static Export script(String id, String label, ScriptWriter writer) {
    return new Export(
        id, label, "py", "text/x-python", true, (g, c, o) -> Utf8.bytes(writer.write(g, c, o)));
  }

  private static Export text(
      String id, String label, String extension, String mediaType, TextWriter writer) {
    return new Export(
        id, label, extension, mediaType, true, (g, c, o) -> Utf8.bytes(writer.write(g, c)));
  }

  private static Export binary(String id, String label, String extension, ByteWriter writer) {
    return new Export(
        id, label, extension, "application/octet-stream", false, (g, c, o) -> writer.write(g, c));
  }

  /** The list as JSON: id, label, extension, mediaType and text. */
  public static String json() {
    JsonWriter out = new JsonWriter().beginArray();
    for (Export export : ALL) {
      out.beginObject().key("id").value(export.id()).key("label").value(export.label());
      out.key("extension").value(export.extension()).key("mediaType").value(export.mediaType());
      out.key("text").value(export.text()).endObject();
    }
    return out.endArray().toString();
  }

  /** Every export. */
  public static List<Export> all() {
    return ALL;
  }

  /** The export of that id, or null. */
  public static @Nullable Export named(String id) {
    for (Export export : ALL) {
      if (export.id().equals(id)) {
        return export;
      }
    }
    return null;
  }
}
