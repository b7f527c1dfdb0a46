package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A graph as an ONNX model in single precision: inputs and labels are its inputs, parameters and
 * constants its initializers, prediction and loss its outputs.
 */
public final class Onnx {
  private final Plan plan;
  private final boolean batched;
  private final OnnxModel model;
  private final OnnxLift lift;
  private final List<OnnxLift.Value> values = new ArrayList<>();

  private Onnx(Plan plan, boolean batched) {
    this.plan = plan;
    this.batched = batched;
    model = new OnnxModel(plan.graph().title());
    lift = new OnnxLift(model);
  }

  /**
   * The model.
   *
   * @param batched whether inputs, labels and what depends on them have a leading axis "batch"
   * @throws ProblemException where the graph does not run or ONNX cannot hold it
   */
  public static byte[] write(Graph graph, Catalogue catalogue, boolean batched)
      throws ProblemException {
    Plan plan = Compiler.compile(graph, catalogue);
    if (!plan.problems().isEmpty()) {
      throw new ProblemException(plan.problems());
    }
    return new Onnx(plan, batched).write();
  }

  private byte[] write() throws ProblemException {
    Evaluation evaluation = Evaluation.run(plan, Map.of());
    plan.steps().forEach(step -> model.reserve(step.node().label()));
    for (int i = 0; i < plan.steps().size(); i++) {
      Plan.Step step = plan.steps().get(i);
      if (step.op() instanceof Source) {
        source(step, evaluation.value(i));
      } else {
        operation(step);
      }
    }
    for (int output : outputs(plan)) {
      Plan.Step step = plan.steps().get(output);
      model.output(step.node().label(), step.shape().dims(), values.get(output).batched());
    }
    return model.toArray();
  }

  private void source(Plan.Step step, @Nullable Tensor value) throws ProblemException {
    String name = step.node().label();
    Role role = step.op().info().role();
    boolean fed = role == Role.INPUT || role == Role.LABEL;
    if (fed) {
      model.input(name, step.shape().dims(), batched, step.op().info().id());
    } else if (value != null) {
      model.initializer(name, value);
    } else {
      throw new ProblemException(new Problem.MissingValue(step.node().id(), step.label()));
    }
    values.add(new OnnxLift.Value(name, step.shape().rank(), fed && batched, new long[0]));
  }

  private void operation(Plan.Step step) throws ProblemException {
    OpInfo info = step.op().info();
    List<String> marks = new ArrayList<>();
    List<OnnxLift.Value> arguments = new ArrayList<>();
    for (int port = 0; port < step.inputs().size(); port++) {
      marks.add("$" + port);
      arguments.add(values.get(step.inputs().get(port)));
    }
    String text =
        new Template(info, step.settings(), plan.inputShapes(step), step.shape(), marks)
            .fill(info.templates().onnx());
    try {
      values.add(new OnnxCalls(lift, text, arguments).read(step.node().label()));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new Problem.NotExportable(step.node().id(), String.valueOf(e.getMessage())));
    }
  }

  /** The steps whose values leave the model: prediction and loss, or else whatever nothing uses. */
  static List<Integer> outputs(Plan plan) {
    Set<Integer> outputs = new LinkedHashSet<>();
    if (plan.loss() >= 0) {
      int prediction = prediction(plan);
      if (prediction >= 0) {
        outputs.add(prediction);
      }
      outputs.add(plan.loss());
      return new ArrayList<>(outputs);
    }
    for (int i = 0; i < plan.steps().size(); i++) {
      int at = i;
      boolean used = plan.steps().stream().anyMatch(step -> step.inputs().contains(at));
      if (!used && !plan.steps().get(i).inputs().isEmpty()) {
        outputs.add(i);
      }
    }
    return new ArrayList<>(outputs);
  }

  /** What the loss compares with the label; else the last named value that no label reaches. */
  private static int prediction(Plan plan) {
    Plan.Step loss = plan.steps().get(plan.loss());
    Prediction compared = loss.op().prediction();
    if (compared != null
        && !plan.steps().get(loss.inputs().get(compared.scores())).inputs().isEmpty()) {
      return loss.inputs().get(compared.scores());
    }
    boolean[] judged = new boolean[plan.steps().size()];
    int last = -1;
    for (int i = 0; i < judged.length; i++) {
      Plan.Step step = plan.steps().get(i);
      judged[i] = step.op().info().role() == Role.LABEL;
      for (int input : step.inputs()) {
        judged[i] |= judged[input];
      }
      if (!judged[i] && !step.inputs().isEmpty() && step.node().name() != null) {
        last = i;
      }
    }
    return last;
  }
}
