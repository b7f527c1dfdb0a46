package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chainrule.engine.tensor.Tensor;

/**
 * Adds operators that are meant for one example to a model of one example or of a batch. A batched
 * value has one more axis in front; whatever counts axes from the front or lines shapes up is
 * adapted here, so that no template need know of the batch.
 */
final class OnnxLift {

  /**
   * A value of the model.
   *
   * @param rank its axes in one example
   * @param batched whether the axis of the batch stands before them
   * @param integers the numbers, where it is a list of whole numbers, else empty
   */
  record Value(String name, int rank, boolean batched, long[] integers) {}

  private static final long[] NONE = {};

  private static final Set<String> ALIGNED =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Max",
          "Min",
          "Sum",
          "Greater",
          "LessOrEqual",
          "Equal",
          "Where");

  private final OnnxModel model;

  OnnxLift(OnnxModel model) {
    this.model = model;
  }

  Value literal(Tensor value) {
    return new Value(model.literal(value), value.shape().rank(), false, NONE);
  }

  Value integers(long[] list) {
    return new Value("", 1, false, list);
  }

  /**
   * Adds an operator as one example would need it.
   *
   * @param wanted what to call its output, or empty
   * @throws IllegalArgumentException where it cannot run over a batch; the message is a sentence
   */
  Value call(String op, List<Value> in, Map<String, Object> attributes, String wanted) {
    if (ALIGNED.contains(op)) {
      return aligned(op, in, attributes, wanted);
    }
    if (op.startsWith("Reduce")) {
      return reduced(op, in, attributes, wanted);
    }
    Value x = in.get(0);
    return switch (op) {
      case "MatMul" -> matmul(x, in.get(1), wanted);
      case "Reshape" -> reshape(x, in.get(1).integers(), wanted);
      case "Transpose" -> transpose(x, attributes, wanted);
      case "Concat" -> concat(in, attributes, wanted);
      case "Gather" -> gather(x, in.get(1), wanted);
      case "Conv", "MaxPool", "AveragePool" -> image(op, in, attributes, wanted);
      case "OneHot" -> oneHot(in, attributes, wanted);
      case "Unsqueeze" -> add(op, in, attributes, wanted, x.rank() + 1, x.batched());
      case "Squeeze" -> add(op, in, attributes, wanted, x.rank() - 1, x.batched());
      case "ArgMax" -> add(op, in, attributes, wanted, x.rank() - 1, x.batched());
      default -> add(op, in, attributes, wanted, x.rank(), x.batched());
    };
  }

  private Value add(
      String op,
      List<Value> in,
      Map<String, Object> attributes,
      String wanted,
      int rank,
      boolean batched) {
    List<String> names = in.stream().map(this::nameOf).toList();
    return new Value(model.node(op, names, new TreeMap<>(attributes), wanted), rank, batched, NONE);
  }

  /** A list of whole numbers enters the model where an operator first takes it. */
  private String nameOf(Value value) {
    return value.name().isEmpty() ? model.integers(value.integers()) : value.name();
  }

  private Value plain(String op, int rank, Value x, Value... more) {
    List<Value> in = new ArrayList<>(List.of(x));
    in.addAll(List.of(more));
    return add(op, in, Map.of(), "", rank, x.batched());
  }

  /** Operators that stretch their inputs: beside a batch axis the shorter ranks need axes of 1. */
  private Value aligned(String op, List<Value> in, Map<String, Object> attributes, String wanted) {
    int rank = in.stream().mapToInt(Value::rank).max().orElse(0);
    boolean batched = in.stream().anyMatch(Value::batched);
    List<Value> fitted = new ArrayList<>();
    for (Value value : in) {
      fitted.add(value.batched() && value.rank() < rank ? widened(value, rank) : value);
    }
    return add(op, fitted, attributes, wanted, rank, batched);
  }

  /** Axes of length 1 behind the batch. */
  private Value widened(Value value, int rank) {
    long[] axes = new long[rank - value.rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i + 1;
    }
    return plain("Unsqueeze", rank, value, integers(axes));
  }

  private Value reduced(String op, List<Value> in, Map<String, Object> attributes, String wanted) {
    Value x = in.get(0);
    int axes = in.get(1).integers().length;
    if (axes == 0) {
      return op.equals("ReduceSumSquare")
          ? add("Mul", List.of(x, x), Map.of(), wanted, x.rank(), x.batched())
          : x;
    }
    boolean kept = Long.valueOf(1).equals(attributes.get("keepdims"));
    return add(op, in, attributes, wanted, kept ? x.rank() : x.rank() - axes, x.batched());
  }

  private Value matmul(Value a, Value b, String wanted) {
    int rank = Math.max(0, a.rank() - 1) + Math.max(0, b.rank() - 1);
    boolean batched = a.batched() || b.batched();
    boolean rowsFit = !b.batched() && (a.rank() == 1 || !a.batched()) || !batched;
    if (rowsFit && (b.rank() == 2 || !batched)) {
      return add("MatMul", List.of(a, b), Map.of(), wanted, rank, batched);
    }
    if (!a.batched() && a.rank() == 2 && b.rank() == 1) {
      Value turned = add("Transpose", List.of(a), Map.of("perm", new long[] {1, 0}), "", 2, false);
      return add("MatMul", List.of(b, turned), Map.of(), wanted, rank, true);
    }
    Value left = a.rank() == 1 ? plain("Unsqueeze", 2, a, integers(new long[] {-2})) : a;
    Value right = b.rank() == 1 ? plain("Unsqueeze", 2, b, integers(new long[] {-1})) : b;
    boolean whole = a.rank() == 2 && b.rank() == 2;
    Value product = add("MatMul", List.of(left, right), Map.of(), whole ? wanted : "", 2, true);
    if (whole) {
      return product;
    }
    long[] axes =
        a.rank() == 1 && b.rank() == 1 ? new long[] {-2, -1} : new long[] {a.rank() == 1 ? -2 : -1};
    return add("Squeeze", List.of(product, integers(axes)), Map.of(), wanted, rank, true);
  }

  private Value reshape(Value x, long[] dims, String wanted) {
    long[] all = dims;
    if (x.batched()) {
      all = new long[dims.length + 1];
      System.arraycopy(dims, 0, all, 1, dims.length);
    }
    return add("Reshape", List.of(x, integers(all)), Map.of(), wanted, dims.length, x.batched());
  }

  private Value transpose(Value x, Map<String, Object> attributes, String wanted) {
    if (x.rank() < 2 || !(attributes.get("perm") instanceof long[] perm)) {
      return x;
    }
    long[] all = perm;
    if (x.batched()) {
      all = new long[perm.length + 1];
      for (int i = 0; i < perm.length; i++) {
        all[i + 1] = perm[i] + 1;
      }
    }
    return add("Transpose", List.of(x), Map.of("perm", all), wanted, x.rank(), x.batched());
  }

  private Value concat(List<Value> in, Map<String, Object> attributes, String wanted) {
    Value batch = in.stream().filter(Value::batched).findFirst().orElse(in.get(0));
    List<Value> parts = new ArrayList<>();
    for (Value part : in) {
      parts.add(batch.batched() && !part.batched() ? repeated(part, batch) : part);
    }
    return add("Concat", parts, attributes, wanted, batch.rank(), batch.batched());
  }

  /** A value that is the same for every example, once for each. */
  private Value repeated(Value part, Value batch) {
    Value size = add("Shape", List.of(batch), Map.of("start", 0L, "end", 1L), "", 1, false);
    Value own = add("Shape", List.of(part), Map.of(), "", 1, false);
    Value shape = add("Concat", List.of(size, own), Map.of("axis", 0L), "", 1, false);
    return add("Expand", List.of(part, shape), Map.of(), "", part.rank(), true);
  }

  private Value gather(Value table, Value index, String wanted) {
    int rank = table.rank() - 1 + index.rank();
    if (!table.batched() || !index.batched()) {
      Map<String, Object> axis = Map.of("axis", table.batched() ? 1L : 0L);
      boolean batched = table.batched() || index.batched();
      return add("Gather", List.of(table, index), axis, wanted, rank, batched);
    }
    Value places = plain("Unsqueeze", index.rank() + 1, index, integers(new long[] {-1}));
    return add("GatherND", List.of(table, places), Map.of("batch_dims", 1L), wanted, rank, true);
  }

  /** ONNX Runtime takes no index without an axis. */
  private Value oneHot(List<Value> in, Map<String, Object> attributes, String wanted) {
    Value index = in.get(0);
    if (index.batched() || index.rank() > 0) {
      return add("OneHot", in, attributes, wanted, index.rank() + 1, index.batched());
    }
    List<Value> whole = new ArrayList<>(in);
    whole.set(0, plain("Unsqueeze", 1, index, integers(new long[] {0})));
    Value row = add("OneHot", whole, attributes, "", 2, false);
    return add("Squeeze", List.of(row, integers(new long[] {0})), Map.of(), wanted, 1, false);
  }

  /** Operators that always want a batch axis. */
  private Value image(String op, List<Value> in, Map<String, Object> attributes, String wanted) {
    Value x = in.get(0);
    if (in.size() > 1 && in.get(1).batched()) {
      throw new IllegalArgumentException(
          "In a batch every example would bring filters of its own, which ONNX cannot hold: make the filters a parameter.");
    }
    if (x.batched()) {
      return add(op, in, attributes, wanted, x.rank(), true);
    }
    List<Value> whole = new ArrayList<>(in);
    whole.set(0, plain("Unsqueeze", x.rank(), x, integers(new long[] {0})));
    Value y = add(op, whole, attributes, "", x.rank(), false);
    return add("Squeeze", List.of(y, integers(new long[] {0})), Map.of(), wanted, x.rank(), false);
  }
}
