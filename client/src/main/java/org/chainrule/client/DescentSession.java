package org.chainrule.client;

import java.util.List;
import org.chainrule.engine.data.DataException;
import org.chainrule.engine.data.Datasets;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.descent.Curve;
import org.chainrule.engine.descent.Descent;
import org.chainrule.engine.descent.Heights;
import org.chainrule.engine.descent.Objective;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.Penalty;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;

/**
 * Gradient descent on one graph beside minibatches of the same, each step kept. What cannot be done
 * fails with an Error whose message is a sentence.
 */
public final class DescentSession {
  /** So many examples of a generated set are looked at. */
  private static final int EXAMPLES = 40;

  /** The second descent takes as many steps as cost the same, but no more than these. */
  private static final int MOST = 400;

  private final Objective objective;
  private final Descent.Settings settings;
  private final Descent full;
  private final Descent batches;

  /**
   * Takes all steps.
   *
   * @param data the id of a data set of THE list, or empty for the graph's own example
   * @param batch how many examples a step of the second descent looks at
   * @param sum whether losses are added up, in place of their mean
   * @param form the id of the way in which a penalty enters a step
   */
  @JSExport
  public DescentSession(
      String document, String data, double rate, int steps, int batch, boolean sum, String form) {
    try {
      Plan plan = plan(Answers.read(document));
      objective = Objective.of(plan, data(data), sum);
    } catch (ProblemException | DataException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
    settings = settings(rate, steps, objective.size(), form);
    full = Descent.of(objective, settings);
    int same = steps * objective.size() / Math.max(1, batch);
    batches = Descent.of(objective, settings(rate, Math.min(MOST, same), batch, form));
  }

  private static Descent.Settings settings(double rate, int steps, int batch, String form) {
    Penalty.Form chosen =
        form.equals(Penalty.Form.UNSCALED.id()) ? Penalty.Form.UNSCALED : Penalty.Form.COUPLED;
    return new Descent.Settings(rate, steps, batch, 1, chosen);
  }

  private static Plan plan(Graph graph) {
    return Compiler.compile(graph, Library.standard());
  }

  private static @Nullable Prepared data(String id) throws DataException {
    if (id.isEmpty()) {
      return null;
    }
    String settings = id.equals("anscombe") ? "" : ", \"settings\": {\"size\": " + EXAMPLES + "}";
    return Prepared.read("{\"source\": \"" + id + "\"" + settings + "}");
  }

  /**
   * What a graph can be fitted to here, as a JSON list of id and label; the graph's own example has
   * the id "".
   */
  @JSExport
  public static String choices(String document) {
    Plan plan = plan(Answers.read(document));
    JsonWriter out = new JsonWriter();
    out.beginArray();
    if (fits(plan, "")) {
      out.beginObject().key("id").value("").key("label").value("Own example").endObject();
    }
    for (Datasets.Kind kind : Datasets.all()) {
      if (fits(plan, kind.id())) {
        out.beginObject().key("id").value(kind.id()).key("label").value(kind.label()).endObject();
      }
    }
    return out.endArray().toString();
  }

  private static boolean fits(Plan plan, String data) {
    try {
      return Objective.of(plan, data(data), false).size() > 0;
    } catch (ProblemException | DataException e) {
      return false;
    }
  }

  /** {@code {"names", "examples", "penalized", "farthest", "full", "batches"}}, as JSON. */
  @JSExport
  public String ways() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("names").beginArray();
    objective.names().forEach(out::value);
    out.endArray().key("examples").value(objective.size());
    out.key("penalized").value(objective.penalized());
    out.key("farthest").beginArray();
    full.farthest().forEach(out::value);
    out.endArray();
    full.write(out.key("full"));
    batches.write(out.key("batches"));
    return out.endObject().toString();
  }

  /** The loss along one parameter through a place on the way over all examples, as JSON. */
  @JSExport
  public String curve(int step, int index) {
    return Curve.of(objective, List.of(full), theta(step), index, settings).json();
  }

  /** The loss over two parameters around such a place, as JSON. */
  @JSExport
  public String heights(int step, int first, int second, int cells) {
    List<Descent> ways = List.of(full, batches);
    return Heights.of(objective, ways, theta(step), first, second, cells).json();
  }

  private double[] theta(int step) {
    return full.thetas().get(Math.max(0, Math.min(full.thetas().size() - 1, step)));
  }
}
