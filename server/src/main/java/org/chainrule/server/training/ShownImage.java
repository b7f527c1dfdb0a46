package org.chainrule.server.training;

import org.chainrule.engine.data.DigitTask;
import org.chainrule.engine.data.Images;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.FedExample;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.server.store.TrainingStore;
import org.jspecify.annotations.Nullable;

/**
 * One image as the graph of a run is fed with it. Keeps the last graph that was asked for, since
 * people look at many images of one run. Thread-safe.
 */
final class ShownImage {

  private final Mnist mnist;
  private TrainingStore.@Nullable Request last;
  private @Nullable Trainable trainable;

  ShownImage(Mnist mnist) {
    this.mnist = mnist;
  }

  /**
   * The image as JSON, or null where the run has none of that number.
   *
   * @throws DatasetException when the data cannot be read
   */
  @Nullable String json(TrainingStore.Request request, boolean train, int image) {
    Images images = train ? mnist.train() : mnist.test();
    try {
      Trainable graph = trainable(request);
      DigitTask task = graph.task(images);
      int example = image < images.size() ? task.example(image) : -1;
      return example < 0 ? null : json(graph, task, example, images.label(image), images.size());
    } catch (ProblemException e) {
      throw new IllegalStateException("expected a graph that was accepted to be trained", e);
    }
  }

  private static String json(Trainable graph, DigitTask task, int example, int digit, int images)
      throws ProblemException {
    JsonWriter out = new JsonWriter().beginObject();
    out.key("index").value(task.image(example)).key("digit").value(digit);
    out.key("images").value(images).key("size").value(task.size());
    int count = task.size();
    out.key("previous").value(task.image((example + count - 1) % count));
    out.key("next").value(task.image((example + 1) % count));
    out.key("sources").beginArray();
    for (FedExample.Fed fed : FedExample.of(graph.program(), task, example)) {
      out.beginObject().key("name").value(fed.name()).key("label").value(fed.label());
      out.key("values").beginArray();
      for (float value : fed.values()) {
        out.raw(Float.toString(value));
      }
      out.endArray().endObject();
    }
    return out.endArray().endObject().toString();
  }

  private synchronized Trainable trainable(TrainingStore.Request request) throws ProblemException {
    if (trainable == null || !request.equals(last)) {
      trainable = Trainable.check(read(request));
      last = request;
    }
    return trainable;
  }

  /** What the run was asked for, as far as it decides what the graph is fed; for a batch of one. */
  private static TrainingRequest read(TrainingStore.Request request) {
    TrainingRequest asked = TrainingRequest.read(request.document(), request.settings());
    TrainingSettings any = new TrainingSettings("sgd", 1, 1, 1, 1, BatchReduction.MEAN);
    return new TrainingRequest(asked.graph(), asked.digits(), any, 0);
  }
}
