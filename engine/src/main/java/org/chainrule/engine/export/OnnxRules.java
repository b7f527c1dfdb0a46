package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.export.OnnxBuilder.Item;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What each ONNX operator is in operations of the catalogue. */
final class OnnxRules {

  /** An optional input that was left out. */
  static final Item ABSENT = new Item("", Shape.SCALAR, false, null);

  private static final Map<String, String> DIRECT = new HashMap<>();

  static {
    String pairs =
        "Relu relu Sigmoid sigmoid Tanh tanh Exp exp Log log Sqrt sqrt Abs abs Sign sign Neg negate"
            + " Reciprocal reciprocal Sin sin Cos cos Tan tan Softplus softplus Softsign softsign"
            + " Selu selu Mish mish Identity identity Add add Sub subtract Mul multiply Div divide"
            + " Pow power Greater greater Where where Dropout identity MatMul matmul";
    String[] words = pairs.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      DIRECT.put(words[i], words[i + 1]);
    }
  }

  private final OnnxBuilder to;
  private final OnnxShapes shapes;

  OnnxRules(OnnxBuilder builder) {
    to = builder;
    shapes = new OnnxShapes(builder);
  }

  /**
   * The value of one operator.
   *
   * @throws WeightsException with a sentence where it has no counterpart
   */
  Item apply(String op, Map<String, Object> attributes, Item... in) throws WeightsException {
    Arguments x = new Arguments(op, attributes, in);
    if (op.equals("Constant")) {
      return constant(x);
    }
    String direct = DIRECT.get(op);
    if (direct != null) {
      boolean first = op.equals("Dropout");
      return to.add(direct, first ? new Item[] {x.at(0)} : in);
    }
    if (op.startsWith("Reduce")) {
      return reduce(x);
    }
    Item shaped = shapes.apply(x);
    return shaped != null ? shaped : function(x);
  }

  private static Item constant(Arguments x) throws WeightsException {
    if (x.attribute("value") instanceof Tensor value) {
      return new Item("", value.shape(), false, value);
    }
    if (x.attribute("value_float") instanceof Double value) {
      return new Item("", Shape.SCALAR, false, Tensor.scalar(value));
    }
    throw x.refusal("only tensors and single numbers are read");
  }

  private Item function(Arguments x) throws WeightsException {
    Item a = x.at(0);
    return switch (x.op()) {
      case "Cast" -> a;
      case "LeakyRelu" -> to.add("leaky_relu", Map.of("slope", x.real("alpha", 0.01)), a);
      case "Elu" -> to.add("elu", Map.of("alpha", x.real("alpha", 1)), a);
      case "Gelu" ->
          to.add(
              "gelu",
              Map.of("approximate", "tanh".equals(x.attribute("approximate")) ? "tanh" : "none"),
              a);
      case "HardSigmoid" -> {
        Item line = to.add("multiply", a, to.number(x.real("alpha", 0.2)));
        yield to.add("clamp", to.add("add", line, to.number(x.real("beta", 0.5))));
      }
      case "Clip" ->
          to.add("clamp", Map.of("min", x.bound(1, -1e300), "max", x.bound(2, 1e300)), a);
      case "Atanh" ->
          to.add(
              "multiply",
              to.number(0.5),
              to.add("subtract", to.add("log1p", a), to.add("log1p", to.add("negate", a))));
      case "LessOrEqual" -> to.add("subtract", to.number(1), to.add("greater", a, x.at(1)));
      case "Less" -> to.add("greater", x.at(1), a);
      case "Equal" -> equal(a, x.at(1));
      case "OneHot" -> oneHot(x);
      case "Max" -> folded("maximum", x);
      case "Min" -> folded("minimum", x);
      case "Sum" -> folded("add", x);
      case "Gemm" -> gemm(x);
      case "Softmax", "LogSoftmax" -> {
        int axis = x.axis(-1);
        boolean last = axis == a.shape().rank() - 1 && x.op().equals("Softmax");
        Item log = last ? a : to.add("log_softmax", Map.of("axis", axis), a);
        yield last ? to.add("softmax", a) : x.op().equals("Softmax") ? to.add("exp", log) : log;
      }
      case "CumSum" -> to.add("cumulative_sum", Map.of("axis", x.axisOf((int) x.list(1)[0])), a);
      case "ArgMax" -> {
        int axis = x.axis(0);
        Item best = to.add("argmax", Map.of("axis", axis), a);
        yield x.whole("keepdims", 1) == 0 ? best : shapes.kept(best, a.shape(), List.of(axis));
      }
      default -> throw new WeightsException("The operator " + x.op() + " has no counterpart here.");
    };
  }

  private Item equal(Item a, Item b) throws WeightsException {
    Item apart = to.add("abs", to.add("sign", to.add("subtract", a, b)));
    return to.add("subtract", to.number(1), apart);
  }

  private Item oneHot(Arguments x) throws WeightsException {
    int classes = (int) x.list(1)[0];
    long[] values = x.list(2);
    if (classes < 1
        || classes > 100_000
        || values.length != 2
        || values[0] != 0
        || values[1] != 1) {
      throw x.refusal("it is read for the values 0 and 1 only");
    }
    double[] places = new double[classes];
    Arrays.setAll(places, i -> i);
    Item index = x.at(0);
    Item column =
        index.shape().isScalar() ? index : shapes.reshaped(index, appended(index.shape()));
    Item range = new Item("", Shape.of(classes), false, Tensor.of(Shape.of(classes), places));
    return equal(column, range);
  }

  private static Shape appended(Shape shape) {
    int[] dims = Arrays.copyOf(shape.dims(), shape.rank() + 1);
    dims[shape.rank()] = 1;
    return Shape.of(dims);
  }

  private Item folded(String op, Arguments x) throws WeightsException {
    Item all = x.at(0);
    for (int i = 1; i < x.count(); i++) {
      all = to.add(op, all, x.at(i));
    }
    return all;
  }

  private Item gemm(Arguments x) throws WeightsException {
    Item a = x.whole("transA", 0) != 0 ? to.add("transpose", x.at(0)) : x.at(0);
    Item b = x.at(1);
    boolean turned = x.whole("transB", 0) != 0;
    boolean vector = a.shape().rank() == 1 && turned;
    Item product =
        vector ? to.add("matmul", b, a) : to.add("matmul", a, turned ? to.add("transpose", b) : b);
    double alpha = x.real("alpha", 1);
    Item scaled = alpha == 1 ? product : to.add("multiply", to.number(alpha), product);
    if (x.count() < 3 || x.at(2) == ABSENT) {
      return scaled;
    }
    double beta = x.real("beta", 1);
    return to.add(
        "add", scaled, beta == 1 ? x.at(2) : to.add("multiply", to.number(beta), x.at(2)));
  }

  private Item reduce(Arguments x) throws WeightsException {
    Item a = x.at(0);
    List<Integer> axes = new ArrayList<>();
    Object old = x.attribute("axes");
    long[] given =
        old instanceof long[] list
            ? list
            : x.count() > 1 && x.at(1) != ABSENT ? x.list(1) : new long[0];
    for (long axis : given) {
      axes.add(x.axisOf(axis));
    }
    if (given.length == 0) {
      for (int axis = 0; axis < a.shape().rank(); axis++) {
        axes.add(axis);
      }
    }
    boolean squares = x.op().equals("ReduceSumSquare") || x.op().equals("ReduceL2");
    Item all = squares ? to.add("square", a) : x.op().equals("ReduceL1") ? to.add("abs", a) : a;
    String op =
        switch (x.op()) {
          case "ReduceSum", "ReduceSumSquare", "ReduceL1", "ReduceL2" -> "sum";
          case "ReduceMean" -> "mean";
          case "ReduceMax" -> "max";
          case "ReduceMin" -> "min";
          case "ReduceLogSumExp" -> "logsumexp";
          default ->
              throw new WeightsException("The operator " + x.op() + " has no counterpart here.");
        };
    List<Integer> inner = axes.stream().sorted((p, q) -> q - p).toList();
    if (inner.size() == a.shape().rank()) {
      all = inner.isEmpty() ? all : to.add(op, all);
    } else {
      for (int axis : inner) {
        all = to.add(op, Map.of("axis", axis), all);
      }
    }
    all = x.op().equals("ReduceL2") ? to.add("sqrt", all) : all;
    return x.whole("keepdims", 1) == 0 ? all : shapes.kept(all, a.shape(), axes);
  }

  /** The inputs and attributes of one operator. */
  record Arguments(String op, Map<String, Object> attributes, Item[] in) {

    Item at(int index) throws WeightsException {
      if (index >= in.length) {
        throw refusal("input " + (index + 1) + " is missing");
      }
      return in[index];
    }

    int count() {
      return in.length;
    }

    WeightsException refusal(String reason) {
      return new WeightsException("The operator " + op + " cannot be read: " + reason + ".");
    }

    @Nullable Object attribute(String name) {
      return attributes.get(name);
    }

    double real(String name, double otherwise) {
      return attributes.get(name) instanceof Double value ? value : otherwise;
    }

    long whole(String name, long otherwise) {
      return attributes.get(name) instanceof Long value ? value : otherwise;
    }

    /** A bound given as an input, or where it is absent. */
    double bound(int index, double otherwise) {
      Tensor literal = index < in.length ? in[index].literal() : null;
      double value = literal == null || literal.size() != 1 ? otherwise : literal.at(0);
      return Math.max(-1e300, Math.min(1e300, value));
    }

    /** The numbers of an input that the model brings along. */
    long[] list(int index) throws WeightsException {
      Tensor literal = at(index).literal();
      if (literal == null || literal.size() == 0) {
        throw refusal("input " + (index + 1) + " must be written in the model");
      }
      return Arrays.stream(literal.toArray()).mapToLong(value -> (long) value).toArray();
    }

    int axis(int otherwise) throws WeightsException {
      return axisOf(whole("axis", otherwise));
    }

    /** An axis of the first input, counted in one example. */
    int axisOf(long written) throws WeightsException {
      int rank = at(0).shape().rank();
      long axis = written < 0 ? written + rank : at(0).batched() ? written - 1 : written;
      if (axis < 0 || axis >= rank) {
        throw refusal("it works along the batch, or along an axis that its input has not");
      }
      return (int) axis;
    }
  }
}
