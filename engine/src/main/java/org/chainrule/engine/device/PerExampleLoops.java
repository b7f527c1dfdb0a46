package org.chainrule.engine.device;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.device.Instruction.PerExample;
import org.chainrule.engine.device.Instruction.PerExampleGradient;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * Ops without a kernel of their own: their reference rules, example by example. Allocates, and is
 * meant for what is rare.
 */
final class PerExampleLoops {
  private PerExampleLoops() {}

  static void forward(PerExample p, float[] x, int examples) {
    for (int row = 0; row < p.out().rows(examples); row++) {
      Tensor value = p.op().forward(inputs(p, x, row), p.settings());
      for (int i = 0; i < value.size(); i++) {
        x[p.out().offset() + row * p.out().size() + i] = (float) value.at(i);
      }
    }
  }

  static void backward(PerExampleGradient g, float[] x, int examples) {
    PerExample p = g.forward();
    for (int row = 0; row < p.out().rows(examples); row++) {
      Tensor output = read(x, p.out(), p.shape(), row);
      Tensor upstream = read(x, g.upstream(), p.shape(), row);
      Op.Point at = new Op.Point(inputs(p, x, row), output, p.settings());
      Tensor product = p.op().vjp(g.port(), upstream, at);
      if (product == null) {
        return;
      }
      int to = g.gradient().offset() + row * g.gradient().stride();
      for (int i = 0; i < product.size(); i++) {
        x[to + i] += (float) product.at(i);
      }
    }
  }

  private static List<Tensor> inputs(PerExample p, float[] x, int row) {
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < p.inputs().size(); i++) {
      inputs.add(read(x, p.inputs().get(i), p.shapes().get(i), row));
    }
    return inputs;
  }

  private static Tensor read(float[] x, Buffer buffer, Shape shape, int row) {
    double[] data = new double[shape.size()];
    int from = buffer.offset() + row * buffer.stride();
    for (int i = 0; i < data.length; i++) {
      data[i] = x[from + i];
    }
    return Tensor.of(shape, data);
  }
}
