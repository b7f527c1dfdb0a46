package org.chainrule.engine.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;

/** What each op is called in PyTorch. */
final class Counterparts {

  /** A computation in libtorch. */
  interface Call {
    Tensor apply(List<Tensor> inputs, Settings settings);
  }

  /** A computation of one tensor. */
  private interface One {
    Tensor apply(Tensor x);
  }

  /** A computation of two tensors. */
  private interface Two {
    Tensor apply(Tensor a, Tensor b);
  }

  /**
   * One row of the table.
   *
   * @param python how a person would write it
   * @param call the same in libtorch
   */
  record Counterpart(String python, Call call) {}

  /** How PyTorch's losses count their entries together. */
  private static final long MEAN = 1;

  private static final long SUM = 2;

  private static final Map<String, Counterpart> ALL = new LinkedHashMap<>();

  private Counterparts() {}

  static Map<String, Counterpart> all() {
    return ALL;
  }

  private static void one(String id, String python, One call) {
    ALL.put(id, new Counterpart(python, (x, s) -> call.apply(x.get(0))));
  }

  private static void two(String id, String python, Two call) {
    ALL.put(id, new Counterpart(python, (x, s) -> call.apply(x.get(0), x.get(1))));
  }

  private static void any(String id, String python, Call call) {
    ALL.put(id, new Counterpart(python, call));
  }

  static {
    two("add", "a + b", Tensor::add);
    two("subtract", "a - b", Tensor::sub);
    two("multiply", "a * b", Tensor::mul);
    two("divide", "a / b", Tensor::div);
    one("negate", "-x", torch::neg);
    two("power", "a ** b", torch::pow);
    one("square", "x.square()", torch::square);
    one("reciprocal", "x.reciprocal()", torch::reciprocal);
    one("exp", "x.exp()", torch::exp);
    one("log", "x.log()", torch::log);
    one("sqrt", "x.sqrt()", torch::sqrt);
    one("log1p", "x.log1p()", torch::log1p);
    one("expm1", "x.expm1()", torch::expm1);
    one("abs", "x.abs()", torch::abs);
    one("sign", "x.sign()", torch::sign);
    any(
        "clamp",
        "x.clamp(min, max)",
        (x, s) -> torch.clamp(x.get(0), optional(s.number("min")), optional(s.number("max"))));
    two("maximum", "torch.maximum(a, b)", torch::maximum);
    two("minimum", "torch.minimum(a, b)", torch::minimum);
    two("greater", "(a > b).to(a.dtype)", (a, b) -> a.gt(b).to(a.scalar_type()));
    any(
        "where",
        "torch.where(condition != 0, a, b)",
        (x, s) -> torch.where(x.get(0).ne(new Scalar(0)), x.get(1), x.get(2)));
    one("sin", "x.sin()", torch::sin);
    one("cos", "x.cos()", torch::cos);
    one("tan", "x.tan()", torch::tan);
  }

  static {
    one("relu", "F.relu(x)", torch::relu);
    one("sigmoid", "x.sigmoid()", torch::sigmoid);
    one("tanh", "x.tanh()", torch::tanh);
    any(
        "leaky_relu",
        "F.leaky_relu(x, slope)",
        (x, s) -> torch.leaky_relu(x.get(0), new Scalar(s.number("slope"))));
    any(
        "elu",
        "F.elu(x, alpha)",
        (x, s) ->
            torch.elu(x.get(0), new Scalar(s.number("alpha")), new Scalar(1), new Scalar(1)));
    one("selu", "F.selu(x)", torch::selu);
    any(
        "gelu",
        "F.gelu(x, approximate=approximate)",
        (x, s) -> torch.gelu(x.get(0), s.choice("approximate")));
    one("silu", "F.silu(x)", torch::silu);
    one("mish", "F.mish(x)", torch::mish);
    one(
        "hard_sigmoid",
        "F.relu6(x + 3) / 6",
        x -> torch.relu6(x.add(new Scalar(3))).div(new Scalar(6)));
    one("softplus", "F.softplus(x)", torch::softplus);
    one("softsign", "F.softsign(x)", torch::softsign);
    one("step", "(x > 0).to(x.dtype)", x -> x.gt(new Scalar(0)).to(x.scalar_type()));
    one("identity", "x", Tensor::clone);
    one("softmax", "x.softmax(-1)", x -> torch.softmax(x, -1));
    any(
        "log_softmax",
        "x.log_softmax(axis)",
        (x, s) -> alongAxis(x.get(0), s, (t, axis) -> torch.log_softmax(t, axis)));
    any(
        "layer_norm",
        "F.layer_norm(x, x.shape[axis:], eps=epsilon)",
        (x, s) -> alongAxis(x.get(0), s, (t, axis) -> layerNorm(t, axis, s.number("epsilon"))));
    any(
        "dropout",
        "F.dropout(x, rate, training=False)",
        (x, s) -> torch.dropout(x.get(0), s.number("rate"), false));
  }

  static {
    two("matmul", "a @ b", torch::matmul);
    any("sum", "x.sum(axis)", (x, s) -> s.has("axis") ? x.get(0).sum(axis(s)) : x.get(0).sum());
    any("mean", "x.mean(axis)", (x, s) -> s.has("axis") ? x.get(0).mean(axis(s)) : x.get(0).mean());
    any("max", "x.amax(axis)", (x, s) -> torch.amax(x.get(0), axes(s), false));
    any("min", "x.amin(axis)", (x, s) -> torch.amin(x.get(0), axes(s), false));
    any(
        "argmax",
        "x.argmax(axis)",
        (x, s) ->
            torch
                .argmax(
                    x.get(0), s.has("axis") ? new LongOptional(axis(s)) : new LongOptional(), false)
                .to(x.get(0).scalar_type()));
    any(
        "variance",
        "x.var(axis, correction=correction)",
        (x, s) -> {
          ScalarOptional correction = new ScalarOptional(new Scalar(s.integer("correction")));
          return s.has("axis")
              ? torch.var(x.get(0), axes(s), correction, false)
              : torch.var(flat(x.get(0)), new long[] {0}, correction, false);
        });
    any(
        "norm",
        "torch.linalg.vector_norm(x, dim=axis)",
        (x, s) ->
            s.has("axis")
                ? torch.linalg_vector_norm(
                    x.get(0), new Scalar(2), axes(s), false, new ScalarTypeOptional())
                : torch.linalg_vector_norm(x.get(0)));
    any(
        "logsumexp",
        "x.logsumexp(axis)",
        (x, s) ->
            s.has("axis")
                ? torch.logsumexp(x.get(0), axis(s))
                : torch.logsumexp(flat(x.get(0)), 0L));
    any(
        "cumulative_sum",
        "x.cumsum(axis)",
        (x, s) -> alongAxis(x.get(0), s, (t, axis) -> torch.cumsum(t, axis)));
    two("outer", "torch.outer(a, b)", torch::outer);
    one("transpose", "x.permute(*reversed(range(x.dim())))", Counterparts::turned);
    any(
        "reshape",
        "x.reshape(shape)",
        (x, s) -> {
          Shape shape = s.shape("shape");
          return shape == null ? flat(x.get(0)) : x.get(0).reshape(longs(shape.dims()));
        });
    one("flatten", "x.reshape(-1)", Counterparts::flat);
    any(
        "concat", "torch.cat([x1, x2], axis)", (x, s) -> torch.cat(vector(x), s.integer("axis")));
    any(
        "stack",
        "torch.stack([x1, x2], axis)",
        (x, s) -> torch.stack(vector(x), s.integer("axis")));
    any(
        "slice",
        "x[start:stop:step]",
        (x, s) ->
            x.get(0)
                .slice(
                    s.integer("axis"),
                    new LongOptional(s.integer("start")),
                    new LongOptional(s.integer("stop")),
                    s.integer("step")));
    two("gather", "table[index.long()]", Counterparts::gather);
    two(
        "cosine_similarity",
        "F.cosine_similarity(a, b, dim=0)",
        (a, b) -> torch.cosine_similarity(flat(a), flat(b), 0, 1e-8));
    any("conv2d", "F.conv2d(x, w, None, stride, padding, dilation)", Counterparts::convolution);
    any(
        "max_pool",
        "F.max_pool2d(x, size, stride)",
        (x, s) -> {
          Tensor y =
              torch.max_pool2d(
                  image(x.get(0)), pair(s, "size"), stride(s), pair(0), pair(1), false);
          return x.get(0).dim() == 2 ? y.squeeze(0) : y;
        });
    any(
        "average_pool",
        "F.avg_pool2d(x, size, stride)",
        (x, s) -> {
          Tensor y =
              torch.avg_pool2d(
                  image(x.get(0)),
                  pair(s, "size"),
                  stride(s),
                  pair(0),
                  false,
                  true,
                  new LongOptional());
          return x.get(0).dim() == 2 ? y.squeeze(0) : y;
        });
  }

  static {
    any(
        "squared_error",
        "factor * F.mse_loss(prediction, label, reduction=reduction)",
        (x, s) ->
            torch
                .mse_loss(x.get(0), x.get(1), reduction(s))
                .mul(new Scalar(s.choice("factor").equals("1/2") ? 0.5 : 1)));
    any(
        "absolute_error",
        "F.l1_loss(prediction, label, reduction=reduction)",
        (x, s) -> torch.l1_loss(x.get(0), x.get(1), reduction(s)));
    any(
        "huber",
        "F.huber_loss(prediction, label, reduction=reduction, delta=delta)",
        (x, s) -> torch.huber_loss(x.get(0), x.get(1), reduction(s), s.number("delta")));
    any(
        "binary_cross_entropy",
        "F.binary_cross_entropy(probability, label, reduction=reduction)",
        (x, s) ->
            torch.binary_cross_entropy(x.get(0), x.get(1), new TensorOptional(), reduction(s)));
    any(
        "binary_cross_entropy_with_logits",
        "F.binary_cross_entropy_with_logits(logits, label, reduction=reduction)",
        (x, s) ->
            torch.binary_cross_entropy_with_logits(
                x.get(0), x.get(1), new TensorOptional(), new TensorOptional(), reduction(s)));
    two(
        "softmax_cross_entropy",
        "F.cross_entropy(logits, label)",
        (z, y) ->
            torch.cross_entropy_loss(
                z.unsqueeze(0),
                y.dim() == 0 ? y.detach().to(torch.ScalarType.Long).unsqueeze(0) : y.unsqueeze(0),
                new TensorOptional(),
                SUM,
                -100,
                0));
    two(
        "cross_entropy",
        "F.nll_loss(probabilities.log(), label)",
        (p, y) -> negativeLogLikelihood(p.log(), y));
    two(
        "negative_log_likelihood",
        "F.nll_loss(log_probabilities, label)",
        Counterparts::negativeLogLikelihood);
    any(
        "hinge",
        "F.relu(1 - label * score).sum()",
        (x, s) -> {
          Tensor losses = torch.relu(x.get(1).mul(x.get(0)).neg().add(new Scalar(1)));
          return reduction(s) == MEAN ? losses.mean() : losses.sum();
        });
    any(
        "kl_divergence",
        "F.kl_div(probability.log(), label, reduction=reduction)",
        (x, s) -> torch.kl_div(x.get(0).log(), x.get(1), reduction(s), false));
    any("l1", "weight * sum(w.abs().sum() for w in ws)", (x, s) -> penalty(x, s, torch::abs));
    any("l2", "weight * sum(w.square().sum() for w in ws)", (x, s) -> penalty(x, s, torch::square));
  }

  /** A computation along one axis that keeps the shape. */
  private interface Along {
    Tensor apply(Tensor x, long axis);
  }

  /** Along the axis of the settings, or over all entries in row-major order. */
  private static Tensor alongAxis(Tensor x, Settings settings, Along call) {
    return settings.has("axis")
        ? call.apply(x, axis(settings))
        : call.apply(flat(x), 0).reshape(longs(Torch.shape(x).dims()));
  }

  /** PyTorch normalizes the last axes only, so the axis is brought there and back. */
  private static Tensor layerNorm(Tensor x, long axis, double epsilon) {
    Tensor turned = x.transpose(axis, -1);
    return torch
        .layer_norm(
            turned,
            new long[] {turned.size(-1)},
            new TensorOptional(),
            new TensorOptional(),
            epsilon,
            false)
        .transpose(axis, -1);
  }

  private static Tensor turned(Tensor x) {
    long[] axes = new long[(int) x.dim()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = axes.length - 1 - i;
    }
    return x.permute(axes);
  }

  private static Tensor gather(Tensor table, Tensor index) {
    Tensor rows = table.index_select(0, flat(index.detach()).to(torch.ScalarType.Long));
    List<Long> dims = new ArrayList<>();
    for (int dim : Torch.shape(index).dims()) {
      dims.add((long) dim);
    }
    for (int axis = 1; axis < table.dim(); axis++) {
      dims.add(table.size(axis));
    }
    return rows.reshape(dims.stream().mapToLong(Long::longValue).toArray());
  }

  private static Tensor convolution(List<Tensor> x, Settings s) {
    return torch.conv2d(
        image(x.get(0)),
        x.get(1),
        new TensorOptional(),
        pair(s, "stride"),
        pair(s, "padding"),
        pair(s, "dilation"),
        1);
  }

  private static Tensor negativeLogLikelihood(Tensor logProbabilities, Tensor label) {
    return label.dim() == 0
        ? torch.nll_loss(
            logProbabilities.unsqueeze(0),
            label.detach().to(torch.ScalarType.Long).unsqueeze(0),
            new TensorOptional(),
            SUM,
            -100)
        : logProbabilities.mul(label).sum().neg();
  }

  private static Tensor penalty(List<Tensor> weights, Settings s, One price) {
    Tensor sum = price.apply(weights.get(0)).sum();
    for (int i = 1; i < weights.size(); i++) {
      sum = sum.add(price.apply(weights.get(i)).sum());
    }
    return sum.mul(new Scalar(s.number("weight")));
  }

  private static Tensor image(Tensor x) {
    return x.dim() == 2 ? x.unsqueeze(0) : x;
  }

  private static Tensor flat(Tensor x) {
    return x.reshape(-1);
  }

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(tensors.toArray(new Tensor[0]));
  }

  private static long axis(Settings settings) {
    return settings.integer("axis");
  }

  private static long[] axes(Settings settings) {
    return settings.has("axis") ? new long[] {axis(settings)} : new long[0];
  }

  private static long[] pair(Settings settings, String name) {
    return pair(settings.integer(name));
  }

  private static long[] pair(long value) {
    return new long[] {value, value};
  }

  private static long[] stride(Settings settings) {
    return pair(settings, settings.has("stride") ? "stride" : "size");
  }

  private static long reduction(Settings settings) {
    return settings.choice("reduction").equals("mean") ? MEAN : SUM;
  }

  private static ScalarOptional optional(double value) {
    return new ScalarOptional(new Scalar(value));
  }

  private static long[] longs(int[] dims) {
    long[] out = new long[dims.length];
    for (int i = 0; i < dims.length; i++) {
      out[i] = dims[i];
    }
    return out;
  }
}
