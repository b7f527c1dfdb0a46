package org.chainrule.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.compose.Composites;
import org.chainrule.engine.compose.Lens;
import org.chainrule.engine.export.Exports;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Grouping;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.lesson.Examples;
import org.chainrule.engine.op.CatalogueJson;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.GroupCheck;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Expansion;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.text.Printer;
import org.chainrule.engine.train.Optimizers;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;

/** The module that the page starts with: what drawing, seeing and reading a graph needs. */
@JSExportClasses({Session.class})
public final class Client {
  private Client() {}

  /** Does nothing; the compiler wants a place to start. */
  public static void main(String[] args) {}

  /** Every operation, as JSON. */
  @JSExport
  public static String catalogue() {
    return CatalogueJson.write(Library.standard(), Composites.infos());
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

  /** Every export, as JSON; {@link Exchange} writes them. */
  @JSExport
  public static String exports() {
    return Exports.json();
  }

  /**
   * Reads the textual form: the document, or null, the problems, and which lines make which nodes.
   */
  @JSExport
  public static String parse(String text) {
    return Answers.of(Parser.parse(text, Library.standard()));
  }

  /**
   * Reads a document from outside: its normal form, or null, and the problems of its form and its
   * meaning.
   */
  @JSExport
  public static String check(String document) {
    try {
      Graph graph = GraphCodec.read(document);
      List<Problem> problems = new ArrayList<>(GroupCheck.problems(graph));
      problems.addAll(Compiler.compile(graph, Library.standard()).problems());
      return Answers.of(graph, problems);
    } catch (DocumentException e) {
      return Answers.refused(e.getMessage());
    }
  }

  /** The textual form of a document. */
  @JSExport
  public static String print(String document) {
    return Printer.print(Answers.read(document), Library.standard());
  }

  /**
   * Adds what a composite or a definition stands for: the document, or null, and the problems.
   *
   * @param composite its id or name
   * @param settings by name, as JSON
   * @param inputs ids of the nodes that are passed, in port order, as a JSON list
   * @param x where the new nodes start, in canvas units
   * @param y where the new nodes start, in canvas units
   */
  @JSExport
  public static String expand(
      String document, String composite, String settings, String inputs, double x, double y) {
    try {
      Map<String, Value> given = GraphCodec.readSettings(settings);
      List<String> nodes = GraphCodec.readNames(inputs);
      Graph graph = GraphCodec.read(document);
      return Answers.of(
          Expansion.expand(graph, composite, given, nodes, x, y, Library.standard()), List.of());
    } catch (ProblemException e) {
      return Answers.of(null, e.problems());
    } catch (DocumentException e) {
      return Answers.refused(e.getMessage());
    }
  }

  /** Shows a dense layer at another grain: the document, or null, and the problems. */
  @JSExport
  public static String lens(String document, String group, String grain) {
    Lens.Grain to = Lens.Grain.of(grain);
    if (to == null) {
      throw new IllegalArgumentException("expected layer, matrix or scalar, got " + grain);
    }
    try {
      return Answers.of(
          Lens.show(Answers.read(document), group, to, Library.standard()), List.of());
    } catch (ProblemException e) {
      return Answers.of(null, e.problems());
    }
  }

  /** The values that cross the border of each group, as JSON. */
  @JSExport
  public static String ports(String document) {
    Graph graph = Answers.read(document);
    Grouping grouping = new Grouping(graph);
    JsonWriter out = new JsonWriter();
    out.beginObject();
    for (Group group : graph.groups()) {
      out.key(group.id()).beginObject();
      ports(out.key("inputs"), grouping.inputs(group.id()));
      ports(out.key("outputs"), grouping.outputs(group.id()));
      out.endObject();
    }
    return out.endObject().toString();
  }

  private static void ports(JsonWriter out, List<Grouping.Port> ports) {
    out.beginArray();
    for (Grouping.Port port : ports) {
      out.beginObject().key("name").value(port.name()).key("node").value(port.node()).endObject();
    }
    out.endArray();
  }
}
