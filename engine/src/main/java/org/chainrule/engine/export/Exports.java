package org.chainrule.engine.export;

import java.util.List;
import org.chainrule.engine.graph.Graph;
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
     * @throws ProblemException where the graph cannot be written so, with every reason
     */
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
          text(
              "pytorch",
              "PyTorch",
              "py",
              "text/x-python",
              (g, c) -> PyTorch.write(g, c, Optimization.DEFAULT)),
          text(
              "jax", "JAX", "py", "text/x-python", (g, c) -> Jax.write(g, c, Optimization.DEFAULT)),
          text(
              "keras",
              "Keras",
              "py",
              "text/x-python",
              (g, c) -> Keras.write(g, c, Optimization.DEFAULT)));

  private Exports() {}

  private static Export text(
      String id, String label, String extension, String mediaType, TextWriter writer) {
    return new Export(
        id,
        label,
        extension,
        mediaType,
        true,
        (graph, catalogue) -> Utf8.bytes(writer.write(graph, catalogue)));
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
