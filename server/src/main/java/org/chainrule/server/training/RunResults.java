package org.chainrule.server.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.engine.export.Exports;
import org.chainrule.engine.export.Optimization;
import org.chainrule.engine.export.Weights;
import org.chainrule.engine.export.WeightsException;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonException;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.train.Outcomes.Outcome;
import org.chainrule.engine.train.Report;
import org.chainrule.server.store.CheckpointStore;
import org.chainrule.server.store.Keepsake;
import org.chainrule.server.store.TrainingStore;
import org.jspecify.annotations.Nullable;

/**
 * What training runs have left behind, under way or over: what they were asked, how the test
 * examples were judged, their checkpoints, and the trained graph in the form of any tool.
 * Thread-safe.
 */
public final class RunResults {

  /** The form of a trained model that is the graph's own document. */
  public static final String DOCUMENT = "document";

  private final TrainingStore runs;
  private final CheckpointStore checkpoints;
  private final ShownImage shown;

  public RunResults(TrainingStore runs, CheckpointStore checkpoints, Mnist mnist) {
    this.shown = new ShownImage(mnist);
    this.runs = runs;
    this.checkpoints = checkpoints;
  }

  /** A model as a file. */
  public record Model(String extension, String mediaType, byte[] bytes) {}

  /** JSON: when the run was accepted, its settings and its document; none for an unknown run. */
  public Optional<String> request(String id) {
    return runs.request(id)
        .map(
            request ->
                new JsonWriter()
                    .beginObject()
                    .key("createdAt")
                    .value(request.createdAt())
                    .key("settings")
                    .raw(request.settings())
                    .key("document")
                    .raw(request.document())
                    .endObject()
                    .toString());
  }

  /** JSON: the test examples summed up, none before the end of the first epoch. */
  public Optional<String> report(String id) {
    return runs.kept(id, Keepsake.RESULT);
  }

  /**
   * JSON: the judged test examples of a class that were taken for a class, those of the greatest
   * loss first; none before the end of the first epoch.
   *
   * @param label the right class, or null for any
   * @param predicted the predicted class, or null for any
   */
  public Optional<String> examples(
      String id, @Nullable Integer label, @Nullable Integer predicted, int limit) {
    return runs.kept(id, Keepsake.OUTCOMES)
        .map(
            kept -> {
              List<Outcome> found =
                  OutcomeCodec.read(kept).stream()
                      .filter(outcome -> label == null || outcome.label() == label)
                      .filter(outcome -> predicted == null || outcome.predicted() == predicted)
                      .sorted(Comparator.comparingDouble(Outcome::loss).reversed())
                      .toList();
              JsonWriter out = new JsonWriter().beginObject().key("total").value(found.size());
              out.key("examples").beginArray();
              found.stream()
                  .limit(limit)
                  .forEach(outcome -> Report.write(out, outcome, index -> index));
              return out.endArray().endObject().toString();
            });
  }

  /**
   * JSON: what the graph of a run is fed when it is shown an image, by the names of its sources,
   * and the numbers of the images before and after; none where the run has no such image.
   *
   * @throws DatasetException when the data cannot be read
   */
  public Optional<String> fed(String id, boolean train, int image) {
    TrainingStore.Request request = runs.request(id).orElse(null);
    return request == null
        ? Optional.empty()
        : Optional.ofNullable(shown.json(request, train, image));
  }

  /** JSON: the layout of the parameters and where checkpoints were taken. */
  public String checkpoints(String id) {
    JsonWriter out = new JsonWriter().beginObject();
    out.key("parameters").raw(runs.kept(id, Keepsake.LAYOUT).orElse("[]"));
    out.key("checkpoints").beginArray();
    for (CheckpointStore.Entry entry : checkpoints.list(id)) {
      // The figures are an object of their own; its members go on after the step.
      out.raw("{\"step\":" + entry.step() + "," + entry.figures().substring(1));
    }
    return out.endArray().endObject().toString();
  }

  /** The parameters at a step: 32-bit floats, little-endian, in the order of the layout. */
  public Optional<byte[]> parameters(String id, long step) {
    return checkpoints.parameters(id, step);
  }

  /**
   * The graph with the parameters of a checkpoint, in the form of a tool.
   *
   * @param form the id of an export, or {@link #DOCUMENT}
   * @param step the step of the checkpoint, or null for the last one
   * @return none where there is no such run, form or checkpoint
   * @throws ProblemException where the graph cannot be written so
   */
  public Optional<Model> model(String id, String form, @Nullable Long step)
      throws ProblemException {
    Exports.Export export = Exports.named(form);
    TrainingStore.Request request = runs.request(id).orElse(null);
    byte[] parameters = at(id, step);
    if (request == null || parameters == null || (export == null && !form.equals(DOCUMENT))) {
      return Optional.empty();
    }
    Graph trained = trained(request.document(), tensors(id, parameters));
    if (export == null) {
      byte[] bytes = GraphCodec.write(trained).getBytes(StandardCharsets.UTF_8);
      return Optional.of(new Model("json", "application/json", bytes));
    }
    byte[] bytes = export.writer().write(trained, Library.standard(), Optimization.DEFAULT);
    return Optional.of(new Model(export.extension(), export.mediaType(), bytes));
  }

  private byte @Nullable [] at(String id, @Nullable Long step) {
    if (step != null) {
      return checkpoints.parameters(id, step).orElse(null);
    }
    List<CheckpointStore.Entry> all = checkpoints.list(id);
    return all.isEmpty()
        ? null
        : checkpoints.parameters(id, all.get(all.size() - 1).step()).orElse(null);
  }

  private static Graph trained(String document, Map<String, Tensor> weights) {
    try {
      return Weights.into(GraphCodec.read(document), Library.standard(), weights);
    } catch (DocumentException | WeightsException e) {
      throw new IllegalStateException("expected a checkpoint to fit its own graph", e);
    }
  }

  private Map<String, Tensor> tensors(String id, byte[] parameters) {
    FloatBuffer floats = ByteBuffer.wrap(parameters).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Json each : ((Json.Arr) layout(id)).items()) {
      if (!(each instanceof Json.Obj entry)
          || !(entry.members().get("name") instanceof Json.Str name)
          || !(entry.members().get("shape") instanceof Json.Arr dims)) {
        throw new IllegalStateException("expected names and shapes, got " + each);
      }
      Shape shape =
          Shape.of(dims.items().stream().mapToInt(dim -> (int) ((Json.Num) dim).value()).toArray());
      double[] data = new double[shape.size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = floats.get();
      }
      tensors.put(name.value(), Tensor.of(shape, data));
    }
    return tensors;
  }

  private Json layout(String id) {
    try {
      return JsonReader.read(runs.kept(id, Keepsake.LAYOUT).orElse("[]"));
    } catch (JsonException e) {
      throw new IllegalStateException("expected a layout that was written here", e);
    }
  }
}
