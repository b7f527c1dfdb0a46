package org.chainrule.engine.explain;

import java.util.Map;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.explain.Notation.Mode;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** How a gradient goes backward through one port, in TeX. */
final class Sensitivity {
  private final Notation notation;
  private final Gradients gradients;

  Sensitivity(Notation notation, Gradients gradients) {
    this.notation = notation;
    this.gradients = gradients;
  }

  /**
   * The local derivative of a step with respect to a port: the op's own formula where it speaks of
   * this point, the number where it tells cases apart, else null.
   */
  @Nullable Fragment local(int index, int port, Mode mode) {
    Plan.Step step = notation.step(index);
    Port declared = step.op().info().ports().get(port);
    Map<String, Fragment> letters = notation.letters(index, mode);
    boolean cases =
        declared.derivative().contains("\\begin") || declared.derivative().contains("[");
    Template template = notation.template(declared.derivative(), index);
    if (declared.derivative().equals("1") || declared.derivative().equals("-1")) {
      return declared.derivative().equals("1") ? Fragment.ONE : Fragment.MINUS_ONE;
    }
    if (cases && notation.scalar(index)) {
      Tensor slope = gradients.localDerivative(index, port);
      return slope == null ? null : mask(slope.at(0));
    }
    if (letters != null && !cases && !template.has("=") && !template.foreign(letters.keySet())) {
      if (mode == Mode.SYMBOLS || notation.scalar(index)) {
        return template.tex(letters);
      }
    }
    boolean single = notation.scalar(index);
    Tensor value = single || mode != Mode.SYMBOLS ? value(index, port) : null;
    if (value == null) {
      return null;
    }
    if (value.size() == 1) {
      return Fragment.number(NumberTex.of(value.at(0)));
    }
    return mode == Mode.SYMBOLS ? null : Fragment.atom(NumberTex.of(value));
  }

  /**
   * The local derivative at a port; of a single number in the shape of what flows in. Null where
   * there is none or it is too large to show.
   */
  @Nullable Tensor value(int index, int port) {
    Tensor value = gradients.localDerivative(index, port);
    Shape from = notation.step(notation.step(index).inputs().get(port)).shape();
    boolean row =
        value != null && value.size() == from.size() && notation.step(index).shape().isScalar();
    return value != null && row ? value.reshape(from) : value;
  }

  private static Fragment mask(double slope) {
    return slope == 1
        ? Fragment.ONE
        : slope == -1 ? Fragment.MINUS_ONE : Fragment.number(NumberTex.of(slope));
  }

  /**
   * The gradient of what feeds a port, from the gradient of the step.
   *
   * @param upstream the gradient of the step; {@link Fragment#ONE} for the loss itself
   */
  Fragment through(int index, int port, Fragment upstream, Mode mode) {
    Plan.Step step = notation.step(index);
    Kernel kernel = notation.kernel(index);
    Shape from = notation.step(step.inputs().get(port)).shape();
    if (kernel instanceof Kernel.Matmul) {
      return matmul(step, port, upstream, mode);
    }
    if (kernel instanceof Kernel.Sum && !notation.scalar(index)) {
      Fragment share = Fragment.atom("\\frac{1}{" + from.size() / step.shape().size() + "}");
      boolean mean = kernel instanceof Kernel.Sum sum && sum.mean();
      return upstream.times(mean ? share : Fragment.ONE, "\\cdot").times(Fragment.ONES, "\\cdot");
    }
    Fragment local = local(index, port, mode);
    if (local == null) {
      return jacobian(index, port, upstream, mode);
    }
    if (kernel instanceof Kernel.Elementwise) {
      boolean scalar = step.shape().isScalar();
      Fragment product = upstream.times(local, scalar ? "\\cdot" : Fragment.ENTRYWISE);
      return from.equals(step.shape())
          ? product
          : Fragment.atom("\\operatorname{sum}" + product.bracketed().tex());
    }
    return step.shape().isScalar()
        ? upstream.times(local, "\\cdot")
        : jacobian(index, port, upstream, mode);
  }

  private Fragment jacobian(int index, int port, Fragment upstream, Mode mode) {
    int input = notation.step(index).inputs().get(port);
    Tensor value = mode == Mode.SYMBOLS ? null : value(index, port);
    Fragment matrix =
        value != null
            ? Fragment.atom(NumberTex.of(value))
            : Fragment.atom(notation.partial(index, input));
    if (notation.step(index).shape().isScalar()) {
      return upstream.times(matrix, "\\cdot");
    }
    if (notation.kernel(index) instanceof Kernel.Elementwise) {
      return upstream.times(matrix, Fragment.ENTRYWISE);
    }
    return Fragment.atom(Notation.transposed(matrix.bracketed()).tex()).times(upstream, "\\,");
  }

  private Fragment matmul(Plan.Step step, int port, Fragment upstream, Mode mode) {
    int other = step.inputs().get(1 - port);
    Fragment factor = notation.of(other, mode);
    int left = notation.step(step.inputs().get(0)).shape().rank();
    int right = notation.step(step.inputs().get(1)).shape().rank();
    if (left == 1 && right == 1) {
      return upstream.times(factor, "\\cdot");
    }
    if (port == 0) {
      return left == 1
          ? factor.times(upstream, "\\,")
          : upstream.times(Notation.transposed(factor), "\\,");
    }
    return left == 1
        ? factor.times(Notation.transposed(upstream), "\\,")
        : Notation.transposed(factor).times(upstream, "\\,");
  }
}
