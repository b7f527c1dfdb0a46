package org.chainrule.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.chainrule.engine.autodiff.BatchMean;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.autodiff.GraphCheck;
import org.chainrule.engine.autodiff.Jacobian;
import org.chainrule.engine.autodiff.Nudge;
import org.chainrule.engine.autodiff.Paths;
import org.chainrule.engine.explain.Answer;
import org.chainrule.engine.explain.Derivation;
import org.chainrule.engine.explain.Explanation;
import org.chainrule.engine.explain.Ledger;
import org.chainrule.engine.explain.Narrator;
import org.chainrule.engine.explain.Walkthrough;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Connection;
import org.chainrule.engine.plan.Fitting;
import org.chainrule.engine.plan.GroupCheck;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.quiz.Examiner;
import org.chainrule.engine.quiz.Question;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * One open document on the page, run by the reference executor at every edit. Nodes and wires are
 * addressed by their index in the document of the last {@link #evaluate}. One thread.
 */
public final class Session {
  private static final int EVALUATED = 0;
  private static final int WAITING = 1;
  private static final int FAULTY = 2;

  private final Map<String, double[]> bindings = new HashMap<>();
  private Plan plan = Compiler.compile(new Graph("", List.of(), List.of()), Library.standard());
  private Map<String, Fitted> fitted = Map.of();
  private Evaluation evaluation = Evaluation.run(plan, Map.of());
  private Gradients gradients = Gradients.of(evaluation, -1);
  private @Nullable Place[] places = new @Nullable Place[0];
  private @Nullable Narrator narrator;
  private @Nullable BatchMean mean;

  @JSExport
  public Session() {}

  /**
   * Compiles and runs a document, forward and backward; answers its problems and its loss as JSON.
   */
  @JSExport
  public String evaluate(String document) {
    try {
      return run(GraphCodec.read(document), List.of());
    } catch (DocumentException e) {
      return unreadable(e);
    }
  }

  /**
   * Edits the document of the last evaluation and runs it again. Only what the edit touched is
   * read, checked and computed anew; the answer is that of {@link #evaluate} on the whole document.
   *
   * @param node where in the list of nodes the edit begins
   * @param nodesGone how many nodes it takes away there
   * @param nodes the nodes it puts in their place, as a JSON list
   * @param wire where in the list of wires the edit begins
   * @param wiresGone how many wires it takes away there
   * @param wires the wires it puts in their place, as a JSON list
   * @throws IllegalArgumentException where the edit lies outside of the document
   */
  @JSExport
  public String edit(int node, int nodesGone, String nodes, int wire, int wiresGone, String wires) {
    Graph before = plan.graph();
    try {
      Graph graph =
          new Graph(
              before.title(),
              spliced(before.nodes(), node, nodesGone, GraphCodec.readNodes(nodes)),
              spliced(before.wires(), wire, wiresGone, GraphCodec.readWires(wires)),
              before.groups(),
              before.definitions());
      return run(graph, List.of());
    } catch (DocumentException e) {
      return unreadable(e);
    }
  }

  private static <T> List<T> spliced(List<T> list, int from, int gone, List<T> instead) {
    if (from < 0 || gone < 0 || from + gone > list.size()) {
      throw new IllegalArgumentException(
          "expected a place among " + list.size() + ", got " + gone + " from " + from + " on");
    }
    List<T> spliced = new ArrayList<>(list.subList(0, from));
    spliced.addAll(instead);
    spliced.addAll(list.subList(from + gone, list.size()));
    return spliced;
  }

  private String unreadable(DocumentException e) {
    Graph empty = new Graph("", List.of(), List.of());
    return run(empty, List.of(new Problem.Unreadable(String.valueOf(e.getMessage()))));
  }

  private String run(Graph graph, List<Problem> before) {
    List<Problem> found = new ArrayList<>(before);
    plan = Compiler.compile(graph, Library.standard(), plan);
    fitted = fitted();
    Map<String, Tensor> values = new HashMap<>();
    fitted.forEach((name, binding) -> values.put(name, binding.tensor()));
    evaluation = Evaluation.run(plan, values, evaluation);
    gradients = Gradients.of(evaluation, plan.loss());
    places = places(plan);
    narrator = null;
    found.addAll(GroupCheck.problems(graph));
    found.addAll(plan.problems());
    found.addAll(evaluation.problems());
    return report(found);
  }

  /** A binding, and the tensor that a run took it for. */
  private record Fitted(double[] values, Tensor tensor) {}

  /**
   * The bindings whose size fits the source of their name; the others wait until it fits again. A
   * binding that stays is the same tensor as before, so that what depends on it is kept.
   */
  private Map<String, Fitted> fitted() {
    Map<String, Fitted> fits = new HashMap<>();
    for (int i = 0; i < plan.steps().size() && !bindings.isEmpty(); i++) {
      Plan.Step step = plan.steps().get(i);
      String name = step.node().label();
      double[] values = bindings.get(name);
      if (values != null && step.inputs().isEmpty() && values.length == step.shape().size()) {
        Fitted known = fitted.get(name);
        boolean stays =
            known != null
                && known.values() == values
                && known.tensor().shape().equals(step.shape());
        fits.put(name, stays ? known : new Fitted(values, Tensor.of(step.shape(), values)));
      }
    }
    return fits;
  }

  private String report(List<Problem> problems) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("problems").raw(Problem.json(problems)).key("loss");
    out.value(plan.loss() < 0 ? -1 : plan.steps().get(plan.loss()).index());
    return out.endObject().toString();
  }

  /** The nodes that can run, in the order of the forward pass. */
  @JSExport
  public Int32Array order() {
    int[] order = new int[plan.steps().size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = plan.steps().get(i).index();
    }
    return Int32Array.fromJavaArray(order);
  }

  /**
   * 0 where the node has a value, 1 where it waits for another node, 2 where it has a problem of
   * its own.
   */
  @JSExport
  public int state(int node) {
    int blocker = blocker(node);
    if (blocker == node) {
      return FAULTY;
    }
    return blocker < 0 ? EVALUATED : WAITING;
  }

  /** The node that keeps this one from having a value: itself, one upstream, or -1. */
  @JSExport
  public int waitingFor(int node) {
    return blocker(node);
  }

  private int blocker(int node) {
    int step = step(node);
    if (step < 0) {
      return node >= 0 && node < plan.blockedBy().size() ? plan.blockedBy().get(node) : -1;
    }
    int lacking = evaluation.lacking(step);
    return lacking < 0 ? -1 : plan.steps().get(lacking).index();
  }

  private int step(int node) {
    return node >= 0 && node < plan.stepOf().size() ? plan.stepOf().get(node) : -1;
  }

  /** The shape of a node's value, or null where it is not known. */
  @JSExport
  public @Nullable Int32Array shape(int node) {
    int step = step(node);
    return step < 0 ? null : Int32Array.fromJavaArray(plan.steps().get(step).shape().dims());
  }

  /** The value of a node, row-major, or null. */
  @JSExport
  public @Nullable Float64Array value(int node) {
    return ofStep(node, mean == null ? evaluation::value : mean::value);
  }

  /** The gradient of the loss with respect to a node, row-major, or null. */
  @JSExport
  public @Nullable Float64Array gradient(int node) {
    return ofStep(node, mean == null ? gradients::gradient : mean::gradient);
  }

  private @Nullable Float64Array ofStep(int node, IntFunction<@Nullable Tensor> get) {
    int step = step(node);
    return step < 0 ? null : array(get.apply(step));
  }

  /** What a wire adds to the gradient of the node it comes from, row-major, or null. */
  @JSExport
  public @Nullable Float64Array contribution(int wire) {
    Place place = place(wire);
    if (place == null) {
      return null;
    }
    return array(
        mean == null
            ? gradients.contribution(place.step(), place.port())
            : mean.contribution(place.step(), place.port()));
  }

  /**
   * The local derivative along a wire: entry by entry, or a Jacobian with a row for each output;
   * null where there is none.
   */
  @JSExport
  public @Nullable Float64Array localDerivative(int wire) {
    Place place = place(wire);
    return place == null ? null : array(gradients.localDerivative(place.step(), place.port()));
  }

  /** Where a wire ends. */
  private record Place(int step, int port) {}

  /** For each wire of the document where it ends, or null where what it enters cannot run. */
  private static @Nullable Place[] places(Plan plan) {
    @Nullable Place[] places = new @Nullable Place[plan.graph().wires().size()];
    for (int i = 0; i < plan.steps().size(); i++) {
      List<Integer> wires = plan.steps().get(i).wires();
      for (int port = 0; port < wires.size(); port++) {
        places[wires.get(port)] = new Place(i, port);
      }
    }
    return places;
  }

  private @Nullable Place place(int wire) {
    return wire >= 0 && wire < places.length ? places[wire] : null;
  }

  private static @Nullable Float64Array array(@Nullable Tensor tensor) {
    return tensor == null ? null : Float64Array.fromJavaArray(tensor.toArray());
  }

  /** What there is to say about a node, as JSON; null where it cannot run. */
  @JSExport
  public @Nullable String explain(int node) {
    int step = step(node);
    return step < 0 ? null : Explanation.of(evaluation, gradients, step).json();
  }

  /** What the graph answers to the example that it is fed with, as JSON; null where it has none. */
  @JSExport
  public @Nullable String answer() {
    Answer answer = Answer.of(evaluation);
    return answer == null ? null : answer.json(plan);
  }

  /**
   * The chain rule from the loss back to a node, as JSON with a line for each named value; null
   * where the node cannot run or there is no loss.
   */
  @JSExport
  public @Nullable String derivation(int node) {
    int step = step(node);
    return step < 0 || plan.loss() < 0
        ? null
        : Derivation.of(evaluation, gradients, step, plan.loss()).json(evaluation);
  }

  /**
   * The stops of the two passes, one node at a time, as JSON: {@code boundary} and {@code stops};
   * what is written at a stop is asked for with {@link #stop}.
   */
  @JSExport
  public String walkthrough() {
    return Walkthrough.of(evaluation, gradients).json(plan);
  }

  /** What is written at a stop of the walk through the passes, as JSON. */
  @JSExport
  public String stop(int index) {
    return narrator().at(index).json();
  }

  /** The stops from the first to one of the walk, as LaTeX. */
  @JSExport
  public String stopsAsLatex(int last) {
    return narrator().latex(last);
  }

  private Narrator narrator() {
    if (narrator == null) {
      narrator = new Narrator(evaluation, gradients, Walkthrough.of(evaluation, gradients));
    }
    return narrator;
  }

  /**
   * The chain rule as bookkeeping: so many paths from a node to the loss with their factors, the
   * sum beside the gradient, and what the work comes to, as JSON; or null.
   */
  @JSExport
  public @Nullable String ledger(int node, int limit) {
    int step = step(node);
    return step < 0 || plan.loss() < 0
        ? null
        : Ledger.of(evaluation, gradients, step, limit).json(evaluation);
  }

  /** The paths from a node to the loss, counted, and so many of the largest, as JSON; or null. */
  @JSExport
  public @Nullable String paths(int node, int limit) {
    int step = step(node);
    return step < 0 || plan.loss() < 0
        ? null
        : Paths.of(evaluation, gradients, step, plan.loss(), limit).json(plan);
  }

  /**
   * One derivative by reverse mode, by differences and by forward mode, as JSON; null where the
   * node or the loss has no value, or the node no such entry.
   */
  @JSExport
  public @Nullable String check(int node, int entry) {
    int step = step(node);
    boolean there = step >= 0 && entry >= 0 && entry < plan.steps().get(step).shape().count();
    GraphCheck check = there ? GraphCheck.of(evaluation, plan.loss(), step, entry) : null;
    return check == null ? null : check.json(plan);
  }

  /**
   * The Jacobian of one node with respect to another, as JSON: {@code rows}, {@code columns} and
   * {@code values}, or {@code refusal} with the reason; null where one of them cannot run.
   */
  @JSExport
  public @Nullable String jacobian(int of, int by) {
    int first = step(of);
    int second = step(by);
    return first < 0 || second < 0 ? null : Jacobian.json(evaluation, first, second);
  }

  /**
   * Judges what a person says a figure is, as JSON; null where there is no such figure.
   *
   * @param figure {@code value}, {@code gradient} or {@code shape} of a node, {@code contribution}
   *     or {@code local} of a wire
   * @param at the node or the wire
   * @param answer as it was typed
   */
  @JSExport
  public @Nullable String judge(String figure, int at, int entry, String answer) {
    Question question = question(figure, at, entry);
    return question == null ? null : examiner().judge(question, answer).json();
  }

  /** Help with a figure in three steps, as JSON; null where there is no such figure. */
  @JSExport
  public @Nullable String hints(String figure, int at, int entry) {
    Question question = question(figure, at, entry);
    return question == null ? null : examiner().hints(question).json();
  }

  private Examiner examiner() {
    return new Examiner(evaluation, gradients);
  }

  private @Nullable Question question(String figure, int at, int entry) {
    Place place = place(at);
    return Questions.about(figure, step(at), place == null ? -1 : place.step(), port(place), entry);
  }

  private static int port(@Nullable Place place) {
    return place == null ? -1 : place.port();
  }

  /**
   * What becomes of a node when a number of another grows by {@code delta}, with the curve around
   * it, as JSON; null where one has no value or the first holds more than one number.
   */
  @JSExport
  public @Nullable String nudge(int node, int entry, int of, double delta) {
    Nudge nudge = Nudge.of(evaluation, step(node), entry, step(of), delta);
    return nudge == null ? null : nudge.json(evaluation, step(node), entry, step(of));
  }

  /**
   * Judges what a person expects of a nudge, as JSON: {@code rise}, {@code fall} or {@code same},
   * or by how much; null where one of the nodes cannot run.
   */
  @JSExport
  public @Nullable String judgeNudge(int node, int entry, int of, double delta, String answer) {
    Question question = Questions.ofNudge(step(node), entry, step(of), delta, answer);
    return question == null ? null : examiner().judge(question, answer).json();
  }

  /** Why a wire from one node to a port of another cannot be, as a sentence; empty where it can. */
  @JSExport
  public String refusal(int from, int to, String port) {
    return Connection.refusal(plan, Library.standard(), from, to, port);
  }

  /** The nodes whose value a port of a node takes. */
  @JSExport
  public Int32Array sources(int to, String port) {
    List<Integer> sources = Connection.sources(plan, Library.standard(), to, port);
    return Int32Array.fromJavaArray(sources.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * The operations that take the value of a node, each with the port that does, as JSON; null where
   * the shape is not known.
   */
  @JSExport
  public @Nullable String fitting(int node) {
    int step = step(node);
    return step < 0 ? null : Fitting.json(Library.standard(), plan.steps().get(step).shape());
  }

  /** Gives a source a value in place of the document's, from the next evaluation on. */
  @JSExport
  public void bind(String name, Float64Array values) {
    bindings.put(name, values.copyToJavaArray());
  }

  /**
   * Takes the last evaluation into the mean: from now on values, gradients and contributions are
   * means over all that were taken in.
   */
  @JSExport
  public void tally() {
    mean = mean == null ? new BatchMean(plan) : mean;
    mean.add(evaluation, gradients);
  }

  /** Speaks of the last evaluation alone again. */
  @JSExport
  public void forget() {
    mean = null;
  }

  /** Takes a bound value away again. */
  @JSExport
  public void unbind(String name) {
    bindings.remove(name);
  }

  /** Takes all bound values away again. */
  @JSExport
  public void unbindAll() {
    bindings.clear();
  }
}
