package org.chainrule.engine.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.tensor.Tensor;

/**
 * The parts of an ONNX model while it is made: nodes in order, initializers, inputs and outputs. A
 * node that says what another said already is not written again.
 */
final class OnnxModel {

  /** The version of the operators that models are written in. */
  static final int OPSET = 26;

  /** The version of the file format that came with it. */
  private static final int IR = 13;

  static final int FLOAT = 1;
  static final int INT64 = 7;
  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_INTS = 7;

  private final String title;
  private final Protobuf graph = new Protobuf();
  private final Map<String, String> outputOf = new LinkedHashMap<>();
  private final Map<String, String> taken = new LinkedHashMap<>();
  private int fresh;

  OnnxModel(String title) {
    this.title = title;
  }

  /** Keeps a name from being given to anything else. */
  void reserve(String name) {
    taken.put(name, name);
  }

  private String freshName(String stem) {
    String name;
    do {
      name = stem + "_" + ++fresh;
    } while (taken.put(name, name) != null);
    return name;
  }

  /**
   * Adds a node with one output, unless it is there already.
   *
   * @param attributes name and value: Long, Float, String or long[]
   * @param wanted what to call the output, or empty
   * @return what the output is called
   */
  String node(String op, List<String> inputs, Map<String, Object> attributes, String wanted) {
    StringBuilder key = new StringBuilder(op).append(inputs);
    attributes.forEach((name, value) -> key.append(name).append('=').append(text(value)));
    String known = outputOf.get(key.toString());
    if (known != null && wanted.isEmpty()) {
      return known;
    }
    if (known != null) {
      return node("Identity", List.of(known), Map.of("", wanted), wanted);
    }
    String output = wanted.isEmpty() ? freshName(op) : wanted;
    outputOf.put(key.toString(), output);
    Protobuf node = new Protobuf();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, op);
    attributes.forEach(
        (name, value) -> {
          if (!name.isEmpty()) {
            node.message(5, attribute(name, value));
          }
        });
    graph.message(1, node);
    return output;
  }

  private static String text(Object value) {
    return value instanceof long[] list ? java.util.Arrays.toString(list) : value.toString();
  }

  private static Protobuf attribute(String name, Object value) {
    Protobuf out = new Protobuf().text(1, name);
    if (value instanceof Long number) {
      return out.number(3, number).number(20, ATTRIBUTE_INT);
    } else if (value instanceof Float number) {
      return out.real(2, number).number(20, ATTRIBUTE_FLOAT);
    } else if (value instanceof long[] list) {
      for (long item : list) {
        out.number(8, item);
      }
      return out.number(20, ATTRIBUTE_INTS);
    }
    return out.text(4, value.toString()).number(20, ATTRIBUTE_STRING);
  }

  /** A list of whole numbers as a value. */
  String integers(long[] list) {
    String key = "int64" + java.util.Arrays.toString(list);
    String known = outputOf.get(key);
    if (known != null) {
      return known;
    }
    String name = freshName("ints");
    Bytes raw = new Bytes();
    for (long item : list) {
      raw.u64(item);
    }
    graph.message(5, tensor(name, INT64, new int[] {list.length}, raw));
    outputOf.put(key, name);
    return name;
  }

  /** A literal of single precision as a value. */
  String literal(Tensor value) {
    String key = "float" + value;
    String known = outputOf.get(key);
    if (known != null) {
      return known;
    }
    String name = freshName("const");
    initializer(name, value);
    outputOf.put(key, name);
    return name;
  }

  /** A value that the model brings along. */
  void initializer(String name, Tensor value) {
    Bytes raw = new Bytes();
    for (int i = 0; i < value.size(); i++) {
      raw.u32(Float.floatToIntBits((float) value.at(i)));
    }
    graph.message(5, tensor(name, FLOAT, value.shape().dims(), raw));
  }

  private static Protobuf tensor(String name, int type, int[] dims, Bytes raw) {
    Protobuf out = new Protobuf();
    for (int dim : dims) {
      out.number(1, dim);
    }
    return out.number(2, type).text(8, name).bytes(9, raw.toArray());
  }

  /**
   * Declares an input.
   *
   * @param role what it is for, as a note that a reader may find
   */
  void input(String name, int[] dims, boolean batched, String role) {
    graph.message(11, valueInfo(name, dims, batched).text(3, role));
  }

  void output(String name, int[] dims, boolean batched) {
    graph.message(12, valueInfo(name, dims, batched));
  }

  private static Protobuf valueInfo(String name, int[] dims, boolean batched) {
    Protobuf shape = new Protobuf();
    if (batched) {
      shape.message(1, new Protobuf().text(2, "batch"));
    }
    for (int dim : dims) {
      shape.message(1, new Protobuf().number(1, dim));
    }
    Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, shape);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }

  /** The file. */
  byte[] toArray() {
    graph.text(2, title.isBlank() ? "graph" : title);
    return new Protobuf()
        .number(1, IR)
        .text(2, "Chainrule")
        .message(7, graph)
        .message(8, new Protobuf().text(1, "").number(2, OPSET))
        .toArray();
  }
}
