package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;

/** The parameters of a graph by name, as the graph starts with them. */
final class Parameters {
  private Parameters() {}

  /**
   * Every parameter.
   *
   * @throws ProblemException where the graph has problems
   */
  static Map<String, Tensor> of(Graph graph, Catalogue catalogue) throws ProblemException {
    Plan plan = Compiler.compile(graph, catalogue);
    if (!plan.problems().isEmpty()) {
      throw new ProblemException(plan.problems());
    }
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    for (Plan.Step step : plan.steps()) {
      if (step.op() instanceof Source source && step.op().info().role() == Role.PARAMETER) {
        String name = step.node().label();
        Tensor value = source.value(step.settings(), step.shape(), name);
        if (value != null) {
          parameters.put(name, value);
        }
      }
    }
    return parameters;
  }

  /** A table of name, index and value, with one line for each number. */
  static String csv(Graph graph, Catalogue catalogue) throws ProblemException {
    StringBuilder out = new StringBuilder("parameter,index,value\n");
    for (Map.Entry<String, Tensor> entry : of(graph, catalogue).entrySet()) {
      Tensor value = entry.getValue();
      int[] strides = value.shape().strides();
      for (int i = 0; i < value.size(); i++) {
        List<String> index = new ArrayList<>();
        for (int axis = 0; axis < strides.length; axis++) {
          index.add(String.valueOf(i / strides[axis] % value.shape().dim(axis)));
        }
        out.append(entry.getKey()).append(',').append(String.join(" ", index)).append(',');
        out.append(NumberText.of(value.at(i))).append('\n');
      }
    }
    return out.toString();
  }

  /** Names with numbers, or nested lists of numbers, as JSON. */
  static String json(Graph graph, Catalogue catalogue) throws ProblemException {
    JsonWriter out = new JsonWriter().beginObject();
    for (Map.Entry<String, Tensor> entry : of(graph, catalogue).entrySet()) {
      out.key(entry.getKey());
      nested(out, entry.getValue(), 0, 0, entry.getValue().size());
    }
    return out.endObject().toString();
  }

  private static void nested(JsonWriter out, Tensor tensor, int axis, int at, int count) {
    if (axis == tensor.shape().rank()) {
      out.value(tensor.at(at));
      return;
    }
    int length = tensor.shape().dim(axis);
    int stride = length == 0 ? 0 : count / length;
    out.beginArray();
    for (int i = 0; i < length; i++) {
      nested(out, tensor, axis + 1, at + i * stride, stride);
    }
    out.endArray();
  }
}
