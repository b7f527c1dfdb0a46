package org.chainrule.client;

import org.chainrule.engine.data.Datasets;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.lesson.Draft;
import org.chainrule.engine.lesson.Pipeline;
import org.chainrule.engine.train.Penalty;
import org.chainrule.engine.train.Schedules;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;

/**
 * The module that trains and teaches: what its Worker runs, what the panels beside it offer, and
 * lessons. The page loads it when one of these is opened.
 */
@JSExportClasses({
  Training.class,
  Data.class,
  Table.class,
  Executor.class,
  DescentSession.class,
  LessonSession.class
})
public final class Worker {
  private Worker() {}

  /** Does nothing; the compiler wants a place to start. */
  public static void main(String[] args) {}

  /** Every learning-rate schedule, as JSON. */
  @JSExport
  public static String schedules() {
    return Schedules.json();
  }

  /** What a penalty can charge and how it enters a step, as JSON. */
  @JSExport
  public static String penalties() {
    return Penalty.json();
  }

  /** Every data set that can be generated, as JSON. */
  @JSExport
  public static String datasets() {
    return Datasets.json();
  }

  /** What a model can be built from, as JSON. */
  @JSExport
  public static String pipelineChoices() {
    return Pipeline.choices();
  }

  /** A model from its assumptions to its graph, as JSON. */
  @JSExport
  public static String pipeline(String likelihood, String prior, boolean hidden, double lambda) {
    return Pipeline.json(likelihood, prior, hidden, lambda);
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
