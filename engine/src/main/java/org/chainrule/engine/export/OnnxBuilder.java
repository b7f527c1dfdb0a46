package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Builds a graph for one example while a model is read, knowing the shape of every value. */
final class OnnxBuilder {

  /**
   * A value of the model.
   *
   * @param id its node, or empty while it is only a literal
   * @param shape its shape in one example
   * @param batched whether the model gives it an axis for the batch in front
   * @param literal its numbers, where the model brings them along
   */
  record Item(String id, Shape shape, boolean batched, @Nullable Tensor literal) {}

  private final Catalogue catalogue;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private int fresh;

  OnnxBuilder(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A name that a document takes and nothing else has. */
  String nameFor(String wanted) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(wanted.length(), Limits.NAME - 8); i++) {
      char c = wanted.charAt(i);
      plain.append(c < 128 && Character.isLetterOrDigit(c) ? c : '_');
    }
    boolean letter = plain.length() > 0 && Character.isLetter(plain.charAt(0));
    String stem = letter ? plain.toString() : "v" + plain;
    String name = stem;
    for (int i = 2; !taken.add(name); i++) {
      name = stem + "_" + i;
    }
    return name;
  }

  /** An input or a label without a value. */
  Item source(String op, String name, Shape shape, boolean batched) {
    String id = nameFor(name);
    nodes.add(new Node(id, op, id, Map.of("shape", Value.ofInts(shape.dims())), null));
    return new Item(id, shape, batched, null);
  }

  /** The node of a literal: a parameter where it has a name of its own, else a constant. */
  Item node(Item item, String name, boolean parameter) {
    Tensor literal = item.literal();
    if (!item.id().isEmpty() || literal == null) {
      return item;
    }
    String id = parameter ? nameFor(name) : "c" + ++fresh + ".";
    String op = parameter ? "parameter" : "constant";
    Map<String, Value> value = Map.of("value", Tensors.value(literal));
    nodes.add(new Node(id, op, parameter ? id : null, value, null));
    return new Item(id, item.shape(), false, literal);
  }

  Item number(double value) {
    return new Item("", Shape.SCALAR, false, Tensor.scalar(value));
  }

  Item add(String op, Item... inputs) throws WeightsException {
    return add(op, Map.of(), inputs);
  }

  /**
   * Adds an operation.
   *
   * @param settings Double, Integer, String or Shape
   * @throws WeightsException where the inputs do not fit
   */
  Item add(String op, Map<String, Object> settings, Item... inputs) throws WeightsException {
    Op known = catalogue.op(op);
    long least =
        known == null ? 0 : known.info().ports().stream().filter(port -> !port.optional()).count();
    if (known == null || inputs.length < least || inputs.length > known.info().ports().size()) {
      throw new WeightsException(
          "The operation " + op + " takes no " + inputs.length + " inputs here.");
    }
    Settings.Builder complete = new Settings.Builder().defaults(known.info().settings());
    Map<String, Value> written = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          complete.put(name, value);
          written.put(name, written(value));
        });
    List<Shape> shapes = Arrays.stream(inputs).map(Item::shape).toList();
    Inferred inferred = known.infer(shapes, complete.build());
    if (!(inferred instanceof Inferred.Fits fits) || fits.shape().count() > Limits.TENSOR) {
      throw new WeightsException(
          known.info().label() + " does not fit its inputs of shapes " + shapes + ".");
    }
    String id = "n" + ++fresh + ".";
    boolean batched = false;
    nodes.add(new Node(id, op, null, written, null));
    for (int port = 0; port < inputs.length; port++) {
      Item input = node(inputs[port], "", false);
      wires.add(new Wire(input.id(), id, known.info().ports().get(port).name()));
      batched |= input.batched();
    }
    if (nodes.size() > Limits.NODES || wires.size() > Limits.WIRES) {
      throw new WeightsException("The model makes more than " + Limits.NODES + " nodes.");
    }
    return new Item(id, fits.shape(), batched, null);
  }

  private static Value written(Object value) {
    if (value instanceof Shape shape) {
      return Value.ofInts(shape.dims());
    }
    return value instanceof Number number
        ? Value.of(number.doubleValue())
        : Value.of(String.valueOf(value));
  }

  /** Gives the node of a value a name, unless it has one. */
  Item named(Item item, String name) throws WeightsException {
    Item whole = node(item, "", false);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.id().equals(whole.id())) {
        if (node.name() != null || node.op().equals("constant")) {
          return named(add("identity", whole), name);
        }
        String given = nameFor(name);
        nodes.set(i, new Node(node.id(), node.op(), given, node.settings(), null));
        return whole;
      }
    }
    return whole;
  }

  Graph graph(String title) {
    return new Graph(title.length() > Limits.TITLE ? "" : title, nodes, wires);
  }
}
