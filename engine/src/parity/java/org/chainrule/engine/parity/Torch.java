package org.chainrule.engine.parity;

import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.engine.tensor.Shape;

/** Tensors into libtorch and back. Callers hold a {@code PointerScope}, which frees them. */
final class Torch {

  /** The precision libtorch computes in. */
  enum Precision {
    FLOAT64,
    FLOAT32
  }

  static {
    torch.set_num_threads(1);
  }

  private Torch() {}

  /** A leaf that asks for its gradient. */
  static Tensor leaf(org.chainrule.engine.tensor.Tensor value, Precision precision) {
    return of(value, precision).requires_grad_(true);
  }

  /** The same numbers, rounded where the precision demands it. */
  static Tensor of(org.chainrule.engine.tensor.Tensor value, Precision precision) {
    double[] data = value.toArray();
    long[] dims = dims(value.shape());
    if (precision == Precision.FLOAT64) {
      return AbstractTensor.create(data, dims);
    }
    float[] rounded = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      rounded[i] = (float) data[i];
    }
    return AbstractTensor.create(rounded, dims);
  }

  private static long[] dims(Shape shape) {
    long[] dims = new long[shape.rank()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i);
    }
    return dims;
  }

  /** Fills the gradients of the leaves that {@code output} depends on. */
  static void backward(Tensor output, Tensor upstream) {
    output.backward(upstream, new BoolOptional(), false, new TensorArrayRefOptional());
  }

  /** The numbers, row-major. */
  static double[] numbers(Tensor tensor) {
    Tensor plain = tensor.detach().to(torch.ScalarType.Double).contiguous();
    double[] out = new double[(int) plain.numel()];
    plain.data_ptr_double().get(out);
    return out;
  }

  /** The shape. */
  static Shape shape(Tensor tensor) {
    int[] dims = new int[(int) tensor.dim()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = (int) tensor.size(i);
    }
    return Shape.of(dims);
  }
}
