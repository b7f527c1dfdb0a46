package org.chainrule.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chainrule.engine.export.Exports;
import org.chainrule.engine.export.Optimization;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.lesson.Examples;
import org.chainrule.engine.op.CatalogueJson;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.text.Printer;
import org.chainrule.engine.train.Optimizers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;
import org.teavm.jso.typedarrays.Int8Array;

/** The functions of the module. */
@JSExportClasses({Session.class, Training.class})
public final class Client {
  private Client() {}

  /** Does nothing; the compiler wants a place to start. */
  public static void main(String[] args) {}

  /** Every operation, as JSON. */
  @JSExport
  public static String catalogue() {
    return CatalogueJson.write(Library.standard());
  }

  /** Every example, as JSON. */
  @JSExport
  public static String examples() {
    return Examples.json();
  }

  /** Every optimizer, as JSON. */
  @JSExport
  public static String optimizers() {
    return Optimizers.json();
  }

  /** Every export, as JSON. */
  @JSExport
  public static String exports() {
    return Exports.json();
  }

  /**
   * The document in the form of another tool, as text; throws an Error whose message is a sentence.
   *
   * @param format the id of an export that is text
   */
  @JSExport
  public static String exported(String document, String format) {
    return new String(bytes(document, format), StandardCharsets.UTF_8);
  }

  /** The same for any export, as the bytes of its file. */
  @JSExport
  public static Int8Array exportedBytes(String document, String format) {
    return Int8Array.fromJavaArray(bytes(document, format));
  }

  private static byte[] bytes(String document, String format) {
    Exports.Export export = Exports.named(format);
    if (export == null) {
      throw new IllegalArgumentException("There is no export called " + format + ".");
    }
    try {
      return export.writer().write(read(document), Library.standard(), Optimization.DEFAULT);
    } catch (ProblemException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** Reads the textual form: the document, or null, and the problems. */
  @JSExport
  public static String parse(String text) {
    Parsed parsed = Parser.parse(text, Library.standard());
    return answer(parsed.graph(), parsed.problems());
  }

  /**
   * Reads a document from outside: its normal form, or null, and the problems of its form and its
   * meaning.
   */
  @JSExport
  public static String check(String document) {
    try {
      Graph graph = GraphCodec.read(document);
      return answer(graph, Compiler.compile(graph, Library.standard()).problems());
    } catch (DocumentException e) {
      return answer(null, List.of(new Problem.Unreadable(String.valueOf(e.getMessage()))));
    }
  }

  /** The textual form of a document. */
  @JSExport
  public static String print(String document) {
    return Printer.print(read(document), Library.standard());
  }

  static Graph read(String document) {
    try {
      return GraphCodec.read(document);
    } catch (DocumentException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  private static String answer(@Nullable Graph graph, List<Problem> problems) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("document");
    if (graph == null) {
      out.nullValue();
    } else {
      out.raw(GraphCodec.write(graph));
    }
    return out.key("problems").raw(Problem.json(problems)).endObject().toString();
  }
}
