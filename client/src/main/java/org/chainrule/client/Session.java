package org.chainrule.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.autodiff.GraphCheck;
import org.chainrule.engine.autodiff.Jacobian;
import org.chainrule.engine.autodiff.Nudge;
import org.chainrule.engine.autodiff.Paths;
import org.chainrule.engine.explain.Derivation;
import org.chainrule.engine.explain.Explanation;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Connection;
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
  private Evaluation evaluation = Evaluation.run(plan, Map.of());
  private Gradients gradients = Gradients.of(evaluation, -1);
  private @Nullable Place[] places = new @Nullable Place[0];

  @JSExport
  public Session() {}

  /**
   * Compiles and runs a document, forward and backward; answers its problems, its loss and the
   * order of the forward pass as JSON.
   */
  @JSExport
  public String evaluate(String document) {
    List<Problem> found = new ArrayList<>();
    Graph graph;
    try {
      graph = GraphCodec.read(document);
    } catch (DocumentException e) {
      graph = new Graph("", List.of(), List.of());
      found.add(new Problem.Unreadable(String.valueOf(e.getMessage())));
    }
    plan = Compiler.compile(graph, Library.standard());
    evaluation = Evaluation.run(plan, fitting());
    gradients = Gradients.of(evaluation, plan.loss());
    places = places(plan);
    found.addAll(GroupCheck.problems(graph));
    found.addAll(plan.problems());
    found.addAll(evaluation.problems());
    return report(found);
  }

  /** The bindings whose size fits the source of their name; the others wait until it fits again. */
  private Map<String, Tensor> fitting() {
    Map<String, Tensor> fitting = new HashMap<>();
    for (Plan.Step step : plan.steps()) {
      double[] values = bindings.get(step.node().label());
      if (values != null && step.inputs().isEmpty() && values.length == step.shape().size()) {
        fitting.put(step.node().label(), Tensor.of(step.shape(), values));
      }
    }
    return fitting;
  }

  private String report(List<Problem> problems) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("problems").raw(Problem.json(problems)).key("loss");
    out.value(plan.loss() < 0 ? -1 : plan.steps().get(plan.loss()).index());
    out.key("order").beginArray();
    for (Plan.Step step : plan.steps()) {
      out.value(step.index());
    }
    return out.endArray().endObject().toString();
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
    return ofStep(node, evaluation::value);
  }

  /** The gradient of the loss with respect to a node, row-major, or null. */
  @JSExport
  public @Nullable Float64Array gradient(int node) {
    return ofStep(node, gradients::gradient);
  }

  private @Nullable Float64Array ofStep(int node, IntFunction<@Nullable Tensor> get) {
    int step = step(node);
    return step < 0 ? null : array(get.apply(step));
  }

  /** What a wire adds to the gradient of the node it comes from, row-major, or null. */
  @JSExport
  public @Nullable Float64Array contribution(int wire) {
    Place place = place(wire);
    return place == null ? null : array(gradients.contribution(place.step(), place.port()));
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
   * @param figure {@code value} or {@code gradient} of a node, {@code contribution} or {@code
   *     local} of a wire, {@code shape} of a node
   * @param at the node or the wire
   * @param answer as it was typed
   */
  @JSExport
  public @Nullable String judge(String figure, int at, int entry, String answer) {
    Question question = question(figure, at, entry);
    return question == null
        ? null
        : new Examiner(evaluation, gradients).judge(question, answer).json();
  }

  /** Help with a figure in three steps, as JSON; null where there is no such figure. */
  @JSExport
  public @Nullable String hints(String figure, int at, int entry) {
    Question question = question(figure, at, entry);
    return question == null ? null : new Examiner(evaluation, gradients).hints(question).json();
  }

  private @Nullable Question question(String figure, int at, int entry) {
    if (figure.equals("contribution") || figure.equals("local")) {
      Place place = place(at);
      if (place == null) {
        return null;
      }
      return figure.equals("local")
          ? new Question.Local(place.step(), place.port(), entry)
          : new Question.Contribution(place.step(), place.port(), entry);
    }
    int step = step(at);
    if (step < 0) {
      return null;
    }
    return switch (figure) {
      case "value" -> new Question.Value(step, entry);
      case "gradient" -> new Question.Gradient(step, entry);
      case "shape" -> new Question.ShapeOf(step);
      default -> null;
    };
  }

  /**
   * What becomes of a node when a number of another grows by {@code delta}, with the curve around
   * it, as JSON; null where one has no value or the first holds more than one number.
   */
  @JSExport
  public @Nullable String nudge(int node, int entry, int of, double delta) {
    int step = step(node);
    int observed = step(of);
    Nudge nudge = Nudge.of(evaluation, step, entry, observed, delta);
    return nudge == null ? null : nudge.json(Nudge.curve(evaluation, step, entry, observed, delta));
  }

  /**
   * Judges what a person expects of a nudge, as JSON: {@code rise}, {@code fall} or {@code same},
   * or by how much; null where one of the nodes cannot run.
   */
  @JSExport
  public @Nullable String judgeNudge(int node, int entry, int of, double delta, String answer) {
    int step = step(node);
    int observed = step(of);
    if (step < 0 || observed < 0) {
      return null;
    }
    Examiner examiner = new Examiner(evaluation, gradients);
    boolean words = List.of("rise", "fall", "same").contains(answer);
    return examiner
        .judge(
            words
                ? new Question.Direction(step, entry, observed)
                : new Question.Change(step, entry, observed, delta),
            answer)
        .json();
  }

  /** Why a wire from one node to a port of another cannot be, as a sentence; empty where it can. */
  @JSExport
  public String refusal(int from, int to, String port) {
    return Connection.refusal(plan, Library.standard(), from, to, port);
  }

  /** Gives a source a value in place of the document's, from the next evaluation on. */
  @JSExport
  public void bind(String name, Float64Array values) {
    bindings.put(name, values.copyToJavaArray());
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
