package org.chainrule.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chainrule.engine.export.Exports;
import org.chainrule.engine.export.OnnxReader;
import org.chainrule.engine.export.Optimization;
import org.chainrule.engine.export.Weights;
import org.chainrule.engine.export.WeightsException;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.lesson.Courses;
import org.chainrule.engine.lesson.Draft;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.ProblemException;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The module of what comes in files: those of other tools, in both directions, and lessons. The
 * page loads it when used.
 */
@JSExportClasses({LessonSession.class})
public final class Exchange {
  private Exchange() {}

  /** Does nothing; the compiler wants a place to start. */
  public static void main(String[] args) {}

  /** Every course with its lessons, as JSON. */
  @JSExport
  public static String courses() {
    return Courses.json();
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
      return export
          .writer()
          .write(Answers.read(document), Library.standard(), Optimization.DEFAULT);
    } catch (ProblemException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** Reads an ONNX model: the document, or null, and the problems. */
  @JSExport
  public static String fromOnnx(Int8Array bytes) {
    try {
      return Answers.of(OnnxReader.read(bytes.copyToJavaArray(), Library.standard()), List.of());
    } catch (WeightsException e) {
      return Answers.refused(e.getMessage());
    }
  }

  /**
   * The document with the arrays of an .npz archive, or of a JSON object of nested lists, in the
   * parameters of their names: the document, or null, and the problems.
   */
  @JSExport
  public static String withWeights(String document, Int8Array bytes) {
    try {
      return Answers.of(
          Weights.into(
              Answers.read(document), Library.standard(), Weights.read(bytes.copyToJavaArray())),
          List.of());
    } catch (WeightsException e) {
      return Answers.refused(e.getMessage());
    }
  }

  /** The beginning of a lesson's file. */
  @JSExport
  public static String draftFront(String title) {
    return Draft.front(title);
  }

  /**
   * A step of a lesson's file about a document.
   *
   * @param focus names of nodes, as a JSON list
   */
  @JSExport
  public static String draftStep(String document, String focus) {
    try {
      return Draft.step(Answers.read(document), GraphCodec.readNames(focus));
    } catch (DocumentException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** A question of a lesson's file about a document, with the answer that the engine gives. */
  @JSExport
  public static String draftQuestion(String document, String kind, String node, String other) {
    return Draft.question(Answers.read(document), kind, node, other);
  }
}
