package org.chainrule.client;

import java.util.List;
import org.chainrule.engine.data.DataException;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonException;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.lab.Divergence;
import org.chainrule.engine.lab.Figures;
import org.chainrule.engine.lab.Landscape;
import org.chainrule.engine.lab.Readings;
import org.chainrule.engine.lab.Run;
import org.chainrule.engine.lab.Slice;
import org.chainrule.engine.lab.Surface;
import org.chainrule.engine.lab.View;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.engine.train.TrainingSettingsJson;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * A training run in a Worker, which can be moved to any of its steps, watched and forked. What
 * cannot be done fails with an Error whose message is JSON, {@code {"problems": [...]}}. One
 * thread.
 */
public final class Training {
  private final Run run;
  private final View view;

  /**
   * A run that has not taken a step.
   *
   * @param document the graph, as JSON
   * @param data the data, as JSON; empty for the example that the document itself holds
   * @param settings how to train, as JSON
   */
  @JSExport
  public Training(String document, String data, String settings) {
    this(begin(document, data, settings));
  }

  private Training(Run run) {
    this.run = run;
    view = new View(run);
  }

  /** Work that can be refused. */
  interface Work<T> {
    T get() throws ProblemException;
  }

  static <T> T done(Work<T> work) {
    try {
      return work.get();
    } catch (ProblemException e) {
      JsonWriter out = new JsonWriter();
      out.beginObject().key("problems").raw(Problem.json(e.problems())).endObject();
      throw new IllegalArgumentException(out.toString());
    }
  }

  private static Run begin(String document, String data, String settings) {
    return done(
        () -> {
          Plan plan = Compiler.compile(Answers.read(document), Library.standard());
          TrainingSettings read = settings(settings);
          return data.isEmpty()
              ? Run.onOwnExample(plan, read, WasmDevice::of)
              : new Run(plan, data(data), read, WasmDevice::of);
        });
  }

  static TrainingSettings settings(String settings) throws ProblemException {
    try {
      Json json = JsonReader.read(settings);
      return TrainingSettingsJson.read(json, List.of());
    } catch (JsonException e) {
      throw new ProblemException(new Problem.NotTrainable(null, String.valueOf(e.getMessage())));
    }
  }

  private static Prepared data(String data) throws ProblemException {
    try {
      return Prepared.read(data);
    } catch (DataException e) {
      throw new ProblemException(
          e.sentences().stream()
              .map(sentence -> (Problem) new Problem.NotTrainable(null, sentence))
              .toList());
    }
  }

  /** A run that goes on from here with other settings, over the same examples in the same order. */
  @JSExport
  public Training fork(String settings) {
    return new Training(done(() -> run.fork(settings(settings))));
  }

  /** Takes up to so many steps. */
  @JSExport
  public void advance(int count) {
    done(
        () -> {
          run.advance(count);
          return run;
        });
  }

  /** Moves to a step between {@link #start} and {@link #head}. */
  @JSExport
  public void seek(int step) {
    done(
        () -> {
          run.seek(step);
          return run;
        });
  }

  /** The step it stands at. */
  @JSExport
  public int cursor() {
    return (int) run.cursor();
  }

  /** The furthest step it has been at. */
  @JSExport
  public int head() {
    return (int) run.head();
  }

  /** The step it began with. */
  @JSExport
  public int start() {
    return (int) run.start();
  }

  /** Steps of one epoch. */
  @JSExport
  public int stepsPerEpoch() {
    return run.stepsPerEpoch();
  }

  /** Whether there is no step after the one it stands at. */
  @JSExport
  public boolean finished() {
    return run.finished();
  }

  /** Whether it ended for want of a better validation loss. */
  @JSExport
  public boolean stoppedEarly() {
    return run.stoppedEarly();
  }

  /** Why it left the finite numbers, as JSON; null as long as it has not. */
  @JSExport
  public @Nullable String divergence() {
    Divergence divergence = run.divergence();
    return divergence == null ? null : divergence.json();
  }

  /**
   * How it stands: step, epoch, training loss and accuracy, loss and accuracy over what is held
   * back, learning rate, norm of the last gradient; NaN where there is no such number.
   */
  @JSExport
  public Float64Array now() {
    return Float64Array.fromJavaArray(done(run::now).numbers());
  }

  /** Its course: such eight numbers for each step that is kept. */
  @JSExport
  public Float64Array course() {
    List<Figures.Point> points = run.figures().points();
    double[] numbers = new double[8 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(points.get(i).numbers(), 0, numbers, 8 * i, 8);
    }
    return Float64Array.fromJavaArray(numbers);
  }

  /** The parameters, as a JSON list of name and shape, in the order of {@link #parameters}. */
  @JSExport
  public String parameterNames() {
    return view.names();
  }

  /** Every parameter, one after the other. */
  @JSExport
  public Float32Array parameters() {
    return Float32Array.fromJavaArray(view.parameters());
  }

  /** The gradient of the last step likewise; NaN before the first. */
  @JSExport
  public Float32Array gradients() {
    return Float32Array.fromJavaArray(view.gradients());
  }

  /** What the last step added likewise. */
  @JSExport
  public Float32Array updates() {
    return Float32Array.fromJavaArray(view.updates());
  }

  /** For each parameter its norm, that of its gradient and that of its last update. */
  @JSExport
  public Float64Array norms() {
    return Float64Array.fromJavaArray(view.norms());
  }

  /**
   * What the graph answers along two inputs, given by their index, or along one given twice: a
   * class for each cell followed by how sure it is; -1 and the quantity itself where there are no
   * classes. Empty where the graph has no answer.
   */
  @JSExport
  public Float32Array surface(
      int a, int b, int n, double left, double right, double low, double high) {
    return pairs(done(() -> new Surface(run, a, b, n, left, right, low, high).answers()));
  }

  /** What the run answers to examples of the data, given by their rows, in the same form. */
  @JSExport
  public Float32Array answers(Int32Array rows) {
    return pairs(done(() -> view.answers(rows.copyToJavaArray())));
  }

  private static Float32Array pairs(Readings answers) {
    float[] both = new float[2 * answers.classes().length];
    for (int i = 0; i < answers.classes().length; i++) {
      both[2 * i] = answers.classes()[i];
      both[2 * i + 1] = answers.strength()[i];
    }
    return Float32Array.fromJavaArray(both);
  }

  /** The numbers of a node, given by its id, over the same cells; empty where it has none. */
  @JSExport
  public Float32Array units(
      String node, int a, int b, int n, double left, double right, double low, double high) {
    return Float32Array.fromJavaArray(
        done(() -> new Surface(run, a, b, n, left, right, low, high).unit(node)));
  }

  /** The weights that meet the input, as JSON with the size of their images; or null. */
  @JSExport
  public @Nullable String firstLayer() {
    return view.firstLayer();
  }

  /** Their images, one after the other. */
  @JSExport
  public Float32Array firstWeights() {
    return Float32Array.fromJavaArray(view.firstWeights());
  }

  /**
   * The loss along one direction: where the run stands on it, how far it goes to either side, loss
   * and slope there, and the losses from the left to the right.
   *
   * @param kind "entry", "random" or "downhill"
   * @param at the parameter, counted over all; or the seed of a random direction
   */
  @JSExport
  public Float64Array slice(String kind, int places, int at) {
    Slice slice =
        done(
            () ->
                switch (kind) {
                  case "random" -> Slice.random(run, places, at);
                  case "downhill" -> Slice.downhill(run, places);
                  default -> Slice.along(run, places, at);
                });
    return Float64Array.fromJavaArray(slice.numbers());
  }

  /** The values and gradients over the training examples of every node that has some, as JSON. */
  @JSExport
  public String histograms(int bins) {
    return done(() -> view.histograms(bins));
  }

  /**
   * The loss around where the run stands, and the way it has come: cells along each axis, how far
   * the plane goes to the right and up, the losses row by row from below, and pairs of places.
   *
   * @param kind "path", "random" or "entries"
   * @param a the first parameter, counted over all; or the seed of a random plane
   * @param b the second parameter
   */
  @JSExport
  public Float64Array landscape(String kind, int cells, int a, int b) {
    Landscape landscape =
        done(
            () ->
                switch (kind) {
                  case "random" -> Landscape.random(run, cells, a);
                  case "entries" -> Landscape.along(run, cells, a, b);
                  default -> Landscape.ofPath(run, cells);
                });
    return Float64Array.fromJavaArray(landscape.numbers());
  }

  /** An example of the data as values by source, as JSON; given by its row. */
  @JSExport
  public String example(int row) {
    return view.example(row);
  }

  /** The rows of the next minibatch. */
  @JSExport
  public Int32Array nextBatch() {
    return Int32Array.fromJavaArray(view.nextBatch());
  }
}
