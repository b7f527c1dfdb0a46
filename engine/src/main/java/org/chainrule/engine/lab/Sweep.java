package org.chainrule.engine.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.chainrule.engine.compose.Widths;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Elementary;
import org.chainrule.engine.train.Penalty;
import org.chainrule.engine.train.TrainingSettings;

/**
 * The same training several times with one number changed: the learning rate, the price on the size
 * of parameters, or the width of a layer.
 */
public final class Sweep {
  /** Runs of one sweep at most. */
  public static final int MOST = 8;

  /** Units of a layer at most. */
  private static final int WIDEST = 512;

  private static final String RATE = "rate";
  private static final String LAMBDA = "lambda";
  private static final String WIDTH = "width:";

  private final Graph graph;
  private final Catalogue catalogue;
  private final TrainingSettings settings;

  /**
   * One training of a sweep.
   *
   * @param graph the document, which another width changes
   * @param settings how it is trained
   */
  public record Variant(Graph graph, TrainingSettings settings) {}

  public Sweep(Graph graph, Catalogue catalogue, TrainingSettings settings) {
    this.graph = graph;
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /**
   * What can be swept over, as a JSON list of id, label, value now, whether it is a whole number,
   * and values to begin with.
   */
  public String json() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    write(out, RATE, "Learning rate", settings.learningRate(), false, rates());
    double lambda = settings.penalty().lambda();
    write(out, LAMBDA, "Penalty λ", lambda, false, List.of(0.0, 1e-4, 1e-3, 1e-2, 0.1, 1.0));
    for (Widths.Layer layer : Widths.of(graph, catalogue)) {
      String label = "Width of " + layer.label();
      write(out, WIDTH + layer.node(), label, layer.width(), true, widths(layer.width()));
    }
    return out.endArray().toString();
  }

  private static void write(
      JsonWriter out, String id, String label, double now, boolean whole, List<Double> values) {
    out.beginObject().key("id").value(id).key("label").value(label).key("now").value(now);
    out.key("whole").value(whole).key("values").beginArray();
    values.forEach(out::value);
    out.endArray().endObject();
  }

  /** Three below the rate that is set and two above it, each about three times the one before. */
  private List<Double> rates() {
    double halves = 2 * Elementary.log(settings.learningRate()) / Elementary.log(10);
    int middle = (int) Math.floor(halves + 0.5);
    List<Double> rates = new ArrayList<>();
    for (int half = middle - 3; half <= middle + 2; half++) {
      int exponent = Math.floorDiv(half, 2);
      rates.add(NumberText.parse((half % 2 == 0 ? "1e" : "3e") + exponent));
    }
    return rates;
  }

  private static List<Double> widths(int now) {
    TreeSet<Double> widths = new TreeSet<>();
    for (int width : new int[] {now / 8, now / 4, now / 2, now, 2 * now, 4 * now}) {
      widths.add((double) Math.max(1, Math.min(WIDEST, width)));
    }
    return List.copyOf(widths);
  }

  /**
   * The training with one value.
   *
   * @param id what is changed, as {@link #json} names it
   * @throws ProblemException with a sentence where there is no such thing, or no such value of it
   */
  public Variant of(String id, double value) throws ProblemException {
    if (id.equals(RATE)) {
      TrainingSettings other = settings.withLearningRate(value);
      other.validate();
      return new Variant(graph, other);
    }
    if (id.equals(LAMBDA)) {
      Penalty penalty = settings.penalty();
      TrainingSettings other =
          settings.withPenalty(
              new Penalty(penalty.kind(), value, penalty.form(), penalty.parameters()));
      other.validate();
      return new Variant(graph, other);
    }
    for (Widths.Layer layer : Widths.of(graph, catalogue)) {
      if (id.equals(WIDTH + layer.node())) {
        if (value != Math.floor(value) || value < 1 || value > WIDEST) {
          throw refused("A width is a whole number from 1 to " + WIDEST + ".");
        }
        return new Variant(Widths.widened(graph, layer, (int) value), settings);
      }
    }
    throw refused("The layer to be swept over is no longer there; choose another.");
  }

  private static ProblemException refused(String sentence) {
    return new ProblemException(new Problem.NotTrainable(null, sentence));
  }
}
