package org.chainrule.engine.op;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The Jacobian-vector product of any op: direct where its kernel tells that it acts on each number
 * alone or is linear in each port, else row by row through its vector-Jacobian product. Both are
 * exact.
 */
final class Pushforward {
  private Pushforward() {}

  /** The motions of all ports together, or null where none reaches the output. */
  static @Nullable Tensor of(Op op, List<@Nullable Tensor> tangents, Op.Point at) {
    List<Shape> shapes = at.inputs().stream().map(Tensor::shape).toList();
    Kernel kernel = op.kernel(shapes, at.settings());
    Tensor sum = null;
    for (int port = 0; port < tangents.size(); port++) {
      Tensor tangent = tangents.get(port);
      Tensor part = tangent == null ? null : part(op, kernel, port, tangent, at);
      if (part != null) {
        sum = sum == null ? part : sum.plus(part);
      }
    }
    return sum;
  }

  private static @Nullable Tensor part(
      Op op, Kernel kernel, int port, Tensor tangent, Op.Point at) {
    if (kernel instanceof Kernel.Elementwise elementwise) {
      return eachNumber(elementwise.function(), port, tangent, at);
    }
    if (kernel instanceof Kernel.Matmul || kernel instanceof Kernel.Sum) {
      List<Tensor> inputs = new ArrayList<>(at.inputs());
      inputs.set(port, tangent);
      return op.forward(inputs, at.settings());
    }
    return rowByRow(op, port, tangent, at);
  }

  /** What stands still moves nothing, even where the slope is infinite. */
  private static Tensor eachNumber(ScalarFunction function, int port, Tensor tangent, Op.Point at) {
    Shape shape = at.output().shape();
    Tensor motion = tangent.broadcastTo(shape);
    Tensor a = at.inputs().get(0).broadcastTo(shape);
    Tensor b = at.inputs().size() > 1 ? at.inputs().get(1).broadcastTo(shape) : a;
    double[] out = new double[shape.size()];
    for (int i = 0; i < out.length; i++) {
      if (motion.at(i) != 0) {
        out[i] = motion.at(i) * function.partial(port, a.at(i), b.at(i), at.output().at(i));
      }
    }
    return Tensor.of(shape, out);
  }

  private static @Nullable Tensor rowByRow(Op op, int port, Tensor tangent, Op.Point at) {
    Shape shape = at.output().shape();
    double[] out = new double[shape.size()];
    for (int row = 0; row < out.length; row++) {
      double[] unit = new double[out.length];
      unit[row] = 1;
      Tensor slopes = op.vjp(port, Tensor.of(shape, unit), at);
      if (slopes == null) {
        return null;
      }
      for (int i = 0; i < tangent.size(); i++) {
        out[row] += tangent.at(i) == 0 ? 0 : tangent.at(i) * slopes.at(i);
      }
    }
    return Tensor.of(shape, out);
  }
}
