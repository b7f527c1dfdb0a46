package org.chainrule.engine.export;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * Reads an ONNX model as a graph for one example. A leading symbolic axis of the inputs is taken as
 * the batch and left away; initializers become parameters, or constants where they are unnamed.
 */
public final class OnnxReader {
  private final OnnxFile file;
  private final OnnxBuilder builder;
  private final Map<String, OnnxBuilder.Item> values = new HashMap<>();

  private OnnxReader(OnnxFile file, Catalogue catalogue) {
    this.file = file;
    builder = new OnnxBuilder(catalogue);
  }

  /**
   * The graph.
   *
   * @throws WeightsException with a sentence where the bytes are no model, or one with an operator
   *     that has no counterpart here
   */
  public static Graph read(byte[] bytes, Catalogue catalogue) throws WeightsException {
    return new OnnxReader(OnnxFile.read(bytes), catalogue).read();
  }

  private Graph read() throws WeightsException {
    Set<String> kept = new HashSet<>();
    file.outputs.forEach(output -> kept.add(output.name()));
    for (OnnxFile.Declared input : file.inputs) {
      if (!file.initializers.containsKey(input.name())) {
        source(input);
      }
    }
    for (Map.Entry<String, Tensor> entry : file.initializers.entrySet()) {
      Tensor value = entry.getValue();
      values.put(entry.getKey(), new OnnxBuilder.Item("", value.shape(), false, value));
    }
    OnnxRules rules = new OnnxRules(builder);
    for (OnnxFile.Node node : file.nodes) {
      node(node, rules, kept);
    }
    for (OnnxFile.Declared output : file.outputs) {
      if (!values.containsKey(output.name())) {
        throw new WeightsException(
            "Nothing in the model computes its output " + output.name() + ".");
      }
    }
    return builder.graph(file.name);
  }

  private void source(OnnxFile.Declared input) throws WeightsException {
    int skip = input.symbolic() ? 1 : 0;
    int[] dims = new int[input.dims().length - skip];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = input.dims()[i + skip];
      if (dims[i] < 1) {
        throw new WeightsException(
            input.name() + " has a symbolic axis beside that of the batch; give it a length.");
      }
    }
    String op = input.note().equals("label") ? "label" : "input";
    values.put(input.name(), builder.source(op, input.name(), Shape.of(dims), input.symbolic()));
  }

  private void node(OnnxFile.Node node, OnnxRules rules, Set<String> kept) throws WeightsException {
    OnnxBuilder.Item[] inputs = new OnnxBuilder.Item[node.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      String name = node.inputs().get(i);
      OnnxBuilder.Item item = values.get(name);
      if (item == null && !name.isEmpty()) {
        throw new WeightsException(
            node.op() + " uses " + name + ", which nothing before it computes.");
      }
      if (item == null) {
        item = OnnxRules.ABSENT;
      } else if (item.id().isEmpty() && isParameter(name, item)) {
        item = builder.node(item, name, true);
        values.put(name, item);
      }
      inputs[i] = item;
    }
    OnnxBuilder.Item output = rules.apply(node.op(), node.attributes(), inputs);
    if (node.outputs().isEmpty()) {
      throw new WeightsException(node.op() + " has no output.");
    }
    String name = node.outputs().get(0);
    boolean own = kept.contains(name) || !name.startsWith(node.op() + "_");
    values.put(
        name, own && !output.id().isEmpty() && plain(name) ? builder.named(output, name) : output);
  }

  /** A name that a person could have given: not one that a writer of models made up. */
  private static boolean plain(String name) {
    return name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  private boolean isParameter(String name, OnnxBuilder.Item item) {
    boolean made = name.startsWith("const_") || name.startsWith("ints_");
    return item.literal() != null
        && !made
        && name.indexOf('.') < 0
        && file.initializers.containsKey(name);
  }
}
