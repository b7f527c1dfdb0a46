package org.chainrule.engine.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;

/**
 * From what is assumed of the data to what is minimized: a distribution of the label gives the
 * loss, a prior of the weights the penalty.
 *
 * @param likelihood what the label is drawn from
 * @param prior what the weights are drawn from
 * @param hidden whether the network has a hidden layer
 * @param lambda how much the prior counts, at least 0
 */
public record Pipeline(Likelihood likelihood, Prior prior, boolean hidden, double lambda) {

  /** The distribution of the label, whose parameter the network sets. */
  public enum Likelihood {
    GAUSSIAN(
        "Gaussian",
        "a number",
        "linear-plane",
        0.001,
        "label(1)",
        "squared_error(f, y, factor=\"1/2\")",
        "y \\mid x \\sim \\mathcal{N}(f, 1)",
        "p(y \\mid x, \\theta) = \\tfrac{1}{\\sqrt{2\\pi}}\\, e^{-\\frac{1}{2}(y - f)^2}",
        "\\ell = \\tfrac{1}{2}(y - f)^2 + \\tfrac{1}{2} \\log 2\\pi"),
    BERNOULLI(
        "Bernoulli",
        "yes or no",
        "gauss",
        0.005,
        "label(1, classes=2)",
        "binary_cross_entropy_with_logits(f, y)",
        "y \\mid x \\sim \\mathrm{Bernoulli}(\\sigma(f))",
        "p(y \\mid x, \\theta) = \\sigma(f)^{y} (1 - \\sigma(f))^{1 - y}",
        "\\ell = -y \\log \\sigma(f) - (1 - y) \\log(1 - \\sigma(f))"),
    CATEGORICAL(
        "Categorical",
        "one of three classes",
        "clusters",
        0.005,
        "label(1, classes=3)",
        "softmax_cross_entropy(f, y)",
        "y \\mid x \\sim \\mathrm{Categorical}(\\mathrm{softmax}(f))",
        "p(y \\mid x, \\theta) = \\prod_j \\mathrm{softmax}_j(f)^{y_j}",
        "\\ell = -\\sum_j y_j \\log \\mathrm{softmax}_j(f)");

    private final String label;
    private final String of;
    private final String data;
    private final double rate;
    private final String source;
    private final String call;
    private final String assumed;
    private final String probability;
    private final String loss;

    Likelihood(
        String label,
        String of,
        String data,
        double rate,
        String source,
        String call,
        String assumed,
        String probability,
        String loss) {
      this.label = label;
      this.of = of;
      this.data = data;
      this.rate = rate;
      this.source = source;
      this.call = call;
      this.assumed = assumed;
      this.probability = probability;
      this.loss = loss;
    }
  }

  /** The distribution of the weights before any data is seen. */
  public enum Prior {
    NONE("None", "", "", ""),
    GAUSSIAN("Gaussian", "l2", "e^{-\\lambda \\sum w^2}", "\\sum w^2"),
    LAPLACE("Laplace", "l1", "e^{-\\lambda \\sum |w|}", "\\sum |w|");

    private final String label;
    private final String call;
    private final String density;
    private final String omega;

    Prior(String label, String call, String density, String omega) {
      this.label = label;
      this.call = call;
      this.density = density;
      this.omega = omega;
    }
  }

  /** A line of the derivation: what it is, and the formula in TeX. */
  public record Line(String says, String tex) {}

  /** The id of a data set to fit it to. */
  public String data() {
    return likelihood.data;
  }

  /** A learning rate that comes down where the losses of forty examples are added up. */
  public double rate() {
    return likelihood.rate;
  }

  private boolean several() {
    return likelihood == Likelihood.CATEGORICAL;
  }

  /** The graph in the textual form, with an example of its own. */
  public String text() {
    StringBuilder text = new StringBuilder("x = input([1, 2])\n");
    text.append("y = ").append(likelihood.source).append('\n');
    int inputs = 2;
    String from = "x";
    if (hidden) {
      text.append("W = param(shape=[4, 2], init=\"xavier\", seed=1)\nc = param([0, 0, 0, 0])\n");
      text.append("h = tanh(W @ x + c)\n");
      inputs = 4;
      from = "h";
    }
    String weights = several() ? "V" : "v";
    String shape = several() ? "[3, " + inputs + "]" : "[" + inputs + "]";
    String init = hidden ? "init=\"xavier\", seed=2" : "init=\"zeros\"";
    text.append(weights).append(" = param(shape=").append(shape).append(", ").append(init);
    text.append(")\nb = param(").append(several() ? "[0, 0, 0]" : "0").append(")\n");
    text.append("f = ").append(weights).append(" @ ").append(from).append(" + b\n");
    if (prior == Prior.NONE) {
      return text.append("loss = ").append(likelihood.call).append('\n').toString();
    }
    text.append("fit = ").append(likelihood.call).append("\nomega = ").append(prior.call);
    text.append('(').append(weights).append(hidden ? ", W" : "").append(", weight=");
    text.append(NumberText.of(lambda)).append(")\nloss = fit + omega\n");
    return text.toString();
  }

  /** The document. */
  public Graph document() {
    Parsed parsed = Parser.parse(text(), Library.standard());
    Graph graph = parsed.graph();
    if (graph == null) {
      throw new IllegalStateException("expected a graph, got " + parsed.problems());
    }
    String title =
        likelihood.label + (prior == Prior.NONE ? "" : " with a " + prior.label + " prior");
    return new Graph(title, graph.nodes(), graph.wires(), graph.groups(), graph.definitions());
  }

  /** The derivation, from the assumptions to the objective. */
  public List<Line> lines() {
    String v = several() ? "V" : "v^{\\top}";
    String network = hidden ? "f = " + v + " \\tanh(W x + c) + b" : "f = " + v + " x + b";
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("The network", network));
    lines.add(new Line("Assume of the label", likelihood.assumed));
    lines.add(new Line("So it is this probable", likelihood.probability));
    lines.add(new Line("Negative log likelihood", likelihood.loss));
    if (prior == Prior.NONE) {
      lines.add(new Line("Minimize", "L(\\theta) = \\sum_i \\ell_i"));
      return lines;
    }
    String weights = hidden ? ", \\quad w \\in " + (several() ? "V" : "v") + ", W" : "";
    lines.add(new Line("Assume of the weights", "p(\\theta) \\propto " + prior.density + weights));
    lines.add(
        new Line(
            "Its negative logarithm",
            "\\lambda \\Omega(\\theta) = "
                + NumberText.of(lambda)
                + " "
                + prior.omega
                + " + \\text{const}"));
    lines.add(new Line("Minimize", "L(\\theta) = \\sum_i \\ell_i + \\lambda \\Omega(\\theta)"));
    return lines;
  }

  /**
   * The pipeline of these names, as JSON: data, rate, lines and document.
   *
   * @throws IllegalArgumentException where there is no such choice
   */
  public static String json(String likelihood, String prior, boolean hidden, double lambda) {
    Pipeline pipeline =
        new Pipeline(Likelihood.valueOf(likelihood), Prior.valueOf(prior), hidden, lambda);
    JsonWriter out = new JsonWriter();
    out.beginObject()
        .key("data")
        .value(pipeline.data())
        .key("rate")
        .value(pipeline.rate())
        .key("lines")
        .beginArray();
    for (Line line : pipeline.lines()) {
      out.beginObject().key("says").value(line.says()).key("tex").value(line.tex()).endObject();
    }
    out.endArray().key("document").raw(GraphCodec.write(pipeline.document()));
    return out.endObject().toString();
  }

  /**
   * What there is to choose from, as JSON: likelihoods and priors, each with id, label and note.
   */
  public static String choices() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("likelihoods").beginArray();
    for (Likelihood one : Likelihood.values()) {
      choice(out, one.name(), one.label, one.of);
    }
    out.endArray().key("priors").beginArray();
    for (Prior one : Prior.values()) {
      choice(
          out, one.name(), one.label, one.call.isEmpty() ? "" : one.call.toUpperCase(Locale.ROOT));
    }
    return out.endArray().endObject().toString();
  }

  private static void choice(JsonWriter out, String id, String label, String note) {
    out.beginObject().key("id").value(id).key("label").value(label);
    out.key("note").value(note).endObject();
  }
}
