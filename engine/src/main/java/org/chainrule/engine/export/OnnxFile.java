package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file says, read from its bytes: nodes, initializers, inputs and outputs. Fields that
 * mean nothing here are passed over.
 */
final class OnnxFile {

  /** A node; attributes are Long, Double, String, Tensor or long[]. */
  record Node(
      String op, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {}

  /** A declared value: symbolic or missing lengths are 0. */
  record Declared(String name, int[] dims, boolean symbolic, String note) {}

  final List<Node> nodes = new ArrayList<>();
  final Map<String, Tensor> initializers = new LinkedHashMap<>();
  final List<Declared> inputs = new ArrayList<>();
  final List<Declared> outputs = new ArrayList<>();
  String name = "";

  private OnnxFile() {}

  /**
   * Reads a file.
   *
   * @throws WeightsException with a sentence where it is none
   */
  static OnnxFile read(byte[] bytes) throws WeightsException {
    if (bytes.length > Weights.BYTES) {
      throw new WeightsException("The file is larger than 64 MB, the most that is read.");
    }
    OnnxFile file = new OnnxFile();
    boolean found = false;
    ProtobufReader model = new ProtobufReader(bytes);
    while (model.next()) {
      if (model.field() == 7) {
        file.graph(model.message());
        found = true;
      }
    }
    if (!found) {
      throw new WeightsException("This is no ONNX model: it holds no graph.");
    }
    return file;
  }

  private void graph(ProtobufReader in) throws WeightsException {
    while (in.next()) {
      switch (in.field()) {
        case 1 -> nodes.add(node(in.message()));
        case 2 -> name = in.text();
        case 5 -> tensor(in.message(), initializers);
        case 11 -> inputs.add(declared(in.message()));
        case 12 -> outputs.add(declared(in.message()));
        default -> {}
      }
      if (nodes.size() > Limits.NODES || inputs.size() > Limits.NODES) {
        throw new WeightsException("The model has more than " + Limits.NODES + " nodes.");
      }
    }
  }

  private static Node node(ProtobufReader in) throws WeightsException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Object> attributes = new LinkedHashMap<>();
    String op = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> inputs.add(in.text());
        case 2 -> outputs.add(in.text());
        case 4 -> op = in.text();
        case 5 -> attribute(in.message(), attributes);
        default -> {}
      }
    }
    return new Node(op, inputs, outputs, attributes);
  }

  private static void attribute(ProtobufReader in, Map<String, Object> attributes)
      throws WeightsException {
    String name = "";
    Object value = null;
    List<Long> list = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> name = in.text();
        case 2 -> value = (double) in.real();
        case 3 -> value = in.number();
        case 4 -> value = in.text();
        case 5 -> {
          Map<String, Tensor> one = new LinkedHashMap<>();
          tensor(in.message(), one);
          value = one.values().iterator().next();
        }
        case 8 -> in.numbers(list);
        default -> {}
      }
    }
    Object all = value != null ? value : list.stream().mapToLong(Long::longValue).toArray();
    attributes.put(name, all);
  }

  private static Declared declared(ProtobufReader in) throws WeightsException {
    String name = "";
    String note = "";
    List<Integer> dims = new ArrayList<>();
    boolean symbolic = false;
    while (in.next()) {
      if (in.field() == 1) {
        name = in.text();
      } else if (in.field() == 3) {
        note = in.text();
      } else if (in.field() == 2) {
        ProtobufReader shape = inside(inside(in.message(), 1), 2);
        while (shape != null && shape.next()) {
          if (shape.field() == 1) {
            long length = length(shape.message());
            symbolic |= dims.isEmpty() && length == 0;
            dims.add((int) length);
          }
        }
      }
    }
    if (dims.size() > Limits.RANK) {
      throw new WeightsException(name + " has more than " + Limits.RANK + " axes.");
    }
    return new Declared(name, dims.stream().mapToInt(Integer::intValue).toArray(), symbolic, note);
  }

  private static long length(ProtobufReader dim) throws WeightsException {
    long length = 0;
    while (dim.next()) {
      length = dim.field() == 1 ? dim.number() : length;
    }
    return length < 0 || length > Limits.TENSOR ? 0 : length;
  }

  private static @Nullable ProtobufReader inside(@Nullable ProtobufReader in, int field)
      throws WeightsException {
    while (in != null && in.next()) {
      if (in.field() == field) {
        return in.message();
      }
    }
    return null;
  }

  private static void tensor(ProtobufReader in, Map<String, Tensor> into) throws WeightsException {
    List<Long> dims = new ArrayList<>();
    List<Long> whole = new ArrayList<>();
    List<Double> reals = new ArrayList<>();
    String name = "";
    long type = 0;
    byte[] raw = {};
    while (in.next()) {
      switch (in.field()) {
        case 1 -> in.numbers(dims);
        case 2 -> type = in.number();
        case 4 -> in.reals(reals);
        case 5, 7 -> in.numbers(whole);
        case 8 -> name = in.text();
        case 9 -> raw = in.bytes();
        default -> {}
      }
    }
    boolean fits =
        dims.size() <= Limits.RANK && dims.stream().allMatch(d -> d >= 0 && d <= Limits.TENSOR);
    Shape shape = fits ? Shape.of(dims.stream().mapToInt(Long::intValue).toArray()) : Shape.SCALAR;
    if (!fits || shape.count() > Limits.TENSOR) {
      throw new WeightsException(name + " is too large, or its shape is damaged.");
    }
    int width = type == 1 || type == 6 ? 4 : 8;
    boolean known = type == 1 || type == 6 || type == 7 || type == 11;
    if (!known) {
      throw new WeightsException(name + " holds numbers of a kind that is not read; use float32.");
    }
    Cursor cursor = new Cursor(raw);
    int stored = raw.length > 0 ? raw.length / width : Math.max(whole.size(), reals.size());
    if (stored != shape.size()) {
      throw new WeightsException(
          name + " has shape " + shape + ", but " + stored + " numbers are stored with it.");
    }
    double[] data = new double[shape.size()];
    for (int i = 0; i < data.length; i++) {
      if (raw.length == 0) {
        data[i] = reals.isEmpty() ? whole.get(i) : reals.get(i);
      } else if (type == 1) {
        data[i] = Float.intBitsToFloat(cursor.i32(4 * i));
      } else if (type == 6) {
        data[i] = cursor.i32(4 * i);
      } else {
        long bits = cursor.i64(8 * i);
        data[i] = type == 7 ? bits : Double.longBitsToDouble(bits);
      }
    }
    into.put(name, Tensor.of(shape, data));
  }
}
