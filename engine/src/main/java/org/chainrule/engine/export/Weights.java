package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonException;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Weights that were trained elsewhere, put into a graph by the names of its parameters. */
public final class Weights {

  /** Bytes of a file that is read. */
  public static final int BYTES = 64_000_000;

  private Weights() {}

  /**
   * The arrays of a .npz archive, or of a JSON object of nested lists.
   *
   * @throws WeightsException with a sentence where it is neither
   */
  public static Map<String, Tensor> read(byte[] bytes) throws WeightsException {
    if (bytes.length > BYTES) {
      throw new WeightsException("The file is larger than 64 MB, the most that is read.");
    }
    boolean zip = bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
    return zip ? Npz.read(bytes) : json(Utf8.text(bytes, 0, bytes.length));
  }

  private static Map<String, Tensor> json(String text) throws WeightsException {
    Json json;
    try {
      json = JsonReader.read(text);
    } catch (JsonException e) {
      throw new WeightsException(
          "This is neither an .npz archive nor JSON: " + e.getMessage() + ".");
    }
    if (!(json instanceof Json.Obj object)) {
      throw new WeightsException("Weights in JSON are an object from names to numbers or lists.");
    }
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      List<Integer> dims = new ArrayList<>();
      Json at = member.getValue();
      while (at instanceof Json.Arr list && !list.items().isEmpty() && dims.size() < Limits.RANK) {
        dims.add(list.items().size());
        at = list.items().get(0);
      }
      Shape shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
      if (shape.count() > Limits.TENSOR) {
        throw new WeightsException(member.getKey() + " is too large: its shape is " + shape + ".");
      }
      double[] data = new double[shape.size()];
      if (fill(member.getValue(), shape, 0, data, 0) < 0) {
        throw new WeightsException(
            member.getKey() + " must be a number, or nested lists of numbers of equal length.");
      }
      weights.put(member.getKey(), Tensor.of(shape, data));
    }
    return weights;
  }

  private static int fill(Json json, Shape shape, int axis, double[] data, int at) {
    if (axis == shape.rank()) {
      if (!(json instanceof Json.Num number)) {
        return -1;
      }
      data[at] = number.value();
      return at + 1;
    }
    if (!(json instanceof Json.Arr list) || list.items().size() != shape.dim(axis)) {
      return -1;
    }
    int next = at;
    for (Json item : list.items()) {
      next = fill(item, shape, axis + 1, data, next);
      if (next < 0) {
        return -1;
      }
    }
    return next;
  }

  /**
   * The graph with these values in the parameters of their names; a name that no parameter has is
   * an error, a parameter without a value keeps its own.
   *
   * @throws WeightsException with a sentence that names the array that does not fit
   */
  public static Graph into(Graph graph, Catalogue catalogue, Map<String, Tensor> weights)
      throws WeightsException {
    Plan plan = Compiler.compile(graph, catalogue);
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Plan.Step step : plan.steps()) {
      if (step.node().op().equals("parameter")) {
        shapes.put(step.node().label(), step.shape());
      }
    }
    for (Map.Entry<String, Tensor> entry : weights.entrySet()) {
      Shape shape = shapes.get(entry.getKey());
      if (shape == null) {
        throw new WeightsException(
            "No parameter is called "
                + entry.getKey()
                + "; there are "
                + String.join(", ", shapes.keySet())
                + ".");
      }
      if (!shape.equals(entry.getValue().shape())) {
        throw new WeightsException(
            entry.getKey()
                + " has shape "
                + entry.getValue().shape()
                + ", but the parameter has "
                + shape
                + ".");
      }
    }
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Tensor value = node.op().equals("parameter") ? weights.get(node.label()) : null;
      nodes.add(
          value == null
              ? node
              : new Node(
                  node.id(),
                  node.op(),
                  node.name(),
                  Map.<String, Value>of("value", Tensors.value(value)),
                  node.position()));
    }
    return new Graph(graph.title(), nodes, graph.wires(), graph.groups(), graph.definitions());
  }
}
