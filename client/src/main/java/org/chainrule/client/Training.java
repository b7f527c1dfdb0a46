package org.chainrule.client;

import java.util.List;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.OwnExample;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainingSettings;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float32Array;

/** A training run in a Worker, over the example that the document itself holds. One thread. */
public final class Training {
  private final Trainer trainer;

  /**
   * A run that has not taken a step. Fails with an Error whose message is JSON, {@code {"problems":
   * [...]}}, where it cannot be.
   *
   * @param document the graph, as JSON
   * @param optimizer its name in the list
   * @param learningRate above 0
   * @param steps how many steps the run has at most
   * @param sum whether the losses of a batch are summed, not averaged
   */
  @JSExport
  public Training(String document, String optimizer, double learningRate, int steps, boolean sum) {
    try {
      trainer = trainer(Answers.read(document), optimizer, learningRate, steps, sum);
    } catch (ProblemException e) {
      throw new IllegalArgumentException(problems(e.problems()));
    }
  }

  private static Trainer trainer(
      Graph graph, String optimizer, double learningRate, int steps, boolean sum)
      throws ProblemException {
    BatchReduction reduction = sum ? BatchReduction.SUM : BatchReduction.MEAN;
    TrainingSettings settings =
        new TrainingSettings(optimizer, learningRate, 1, steps, 0, reduction);
    Program program = Program.compile(Compiler.compile(graph, Library.standard()), 1, reduction);
    return new Trainer(new PortableDevice(program), OwnExample.of(program), settings);
  }

  private static String problems(List<Problem> problems) {
    JsonWriter out = new JsonWriter();
    return out.beginObject().key("problems").raw(Problem.json(problems)).endObject().toString();
  }

  /** Takes up to so many steps and answers the loss before the last of them. */
  @JSExport
  public double step(int count) {
    for (int i = 0; i < count && trainer.step(); i++) {
      if (!Double.isFinite(trainer.lastLoss())) {
        break;
      }
    }
    return trainer.lastLoss();
  }

  /** Steps taken. */
  @JSExport
  public int stepsDone() {
    return (int) trainer.stepsDone();
  }

  /** The names of the parameters, as a JSON list. */
  @JSExport
  public String parameterNames() {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    trainer.parameters().forEach(parameter -> out.value(parameter.name()));
    return out.endArray().toString();
  }

  /** One parameter as it stands, row-major; empty where there is none of that name. */
  @JSExport
  public Float32Array parameter(String name) {
    for (Trainer.NamedTensor parameter : trainer.parameters()) {
      if (parameter.name().equals(name)) {
        return Float32Array.fromJavaArray(parameter.values());
      }
    }
    return new Float32Array(0);
  }
}
