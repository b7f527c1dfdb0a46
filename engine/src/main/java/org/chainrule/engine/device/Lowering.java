package org.chainrule.engine.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.device.Instruction.Argument;
import org.chainrule.engine.device.Instruction.Dropout;
import org.chainrule.engine.device.Instruction.DropoutGradient;
import org.chainrule.engine.device.Instruction.Elementwise;
import org.chainrule.engine.device.Instruction.ElementwiseGradient;
import org.chainrule.engine.device.Instruction.PerExample;
import org.chainrule.engine.device.Instruction.PerExampleGradient;
import org.chainrule.engine.device.Instruction.Softmax;
import org.chainrule.engine.device.Instruction.SoftmaxCrossEntropy;
import org.chainrule.engine.device.Instruction.SoftmaxCrossEntropyGradient;
import org.chainrule.engine.device.Instruction.SoftmaxGradient;
import org.chainrule.engine.device.Instruction.Sum;
import org.chainrule.engine.device.Instruction.SumGradient;
import org.chainrule.engine.op.Kernel;
import org.chainrule.engine.op.ScalarFunction;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Turns the kernel that an op names into instructions, forward and backward. */
final class Lowering {
  private static final ScalarFunction IDENTITY =
      new ScalarFunction() {
        @Override
        public String id() {
          return "identity";
        }

        @Override
        public double apply(double a, double b) {
          return a;
        }

        @Override
        public double partial(int port, double a, double b, double y) {
          return 1;
        }
      };

  private final Plan plan;
  private final Map<Integer, Buffer> values;
  private final Map<Integer, Buffer> gradients;
  private final Map<Integer, Buffer> workspaces;
  private final Map<Integer, Instruction> written = new HashMap<>();

  Lowering(
      Plan plan,
      Map<Integer, Buffer> values,
      Map<Integer, Buffer> gradients,
      Map<Integer, Buffer> workspaces) {
    this.workspaces = workspaces;
    this.plan = plan;
    this.values = values;
    this.gradients = gradients;
  }

  /** The instruction that computes a step. */
  Instruction forward(int index) {
    Plan.Step step = plan.steps().get(index);
    Buffer out = value(index);
    Kernel kernel = step.op().kernel(plan.inputShapes(step), step.settings());
    Instruction instruction;
    if (kernel instanceof Kernel.Elementwise elementwise) {
      instruction = elementwise(step, elementwise.function(), out);
    } else if (kernel instanceof Kernel.Matmul) {
      instruction = products(step, out).forward();
    } else if (kernel instanceof Kernel.Sum sum) {
      instruction = sum(step, sum, out);
    } else if (kernel instanceof Kernel.Softmax) {
      int length = step.shape().dim(step.shape().rank() - 1);
      instruction = new Softmax(input(step, 0), out, length);
    } else if (kernel instanceof Kernel.SoftmaxCrossEntropy) {
      instruction = new SoftmaxCrossEntropy(input(step, 0), input(step, 1), out);
    } else if (kernel instanceof Kernel.Dropout dropout) {
      instruction = new Dropout(input(step, 0), out, dropout.rate(), dropout.seed());
    } else if (kernel instanceof Kernel.Convolution convolution && workspaces.containsKey(index)) {
      instruction = convolution(step, convolution, out, ProgramCompiler.of(workspaces, index));
    } else if (kernel instanceof Kernel.MaxPool pool) {
      Shape image = plan.inputShapes(step).get(0);
      Sliding sliding =
          Sliding.of(image, step.shape(), pool.size(), pool.size(), pool.stride(), 0, 1);
      instruction = new Instruction.MaxPool(input(step, 0), out, sliding);
    } else if (kernel instanceof Kernel.Rearrangement rearrangement) {
      int from = step.inputs().get(0);
      Argument shown =
          new Argument(value(from), gradients.get(from), moved(rearrangement, value(from)));
      instruction = new Elementwise(IDENTITY, shown, null, out);
    } else {
      List<Buffer> inputs = new ArrayList<>();
      step.inputs().forEach(input -> inputs.add(value(input)));
      instruction =
          new PerExample(
              step.op(), step.settings(), inputs, plan.inputShapes(step), out, step.shape());
    }
    written.put(index, instruction);
    return instruction;
  }

  /** The instructions that add to the gradients of a step's inputs, after {@link #forward}. */
  List<Instruction> backward(int index) {
    Plan.Step step = plan.steps().get(index);
    Buffer upstream = ProgramCompiler.of(gradients, index);
    List<Instruction> instructions = new ArrayList<>();
    for (int port = 0; port < step.inputs().size(); port++) {
      Buffer gradient = gradients.get(step.inputs().get(port));
      if (gradient != null) {
        Instruction instruction = gradient(step, index, port, upstream, gradient);
        if (instruction != null) {
          instructions.add(instruction);
        }
      }
    }
    return instructions;
  }

  private @Nullable Instruction gradient(
      Plan.Step step, int index, int port, Buffer upstream, Buffer gradient) {
    Instruction forward = written.get(index);
    if (forward instanceof Elementwise elementwise) {
      return new ElementwiseGradient(elementwise, port, upstream, true);
    } else if (forward instanceof Instruction.Product) {
      return products(step, value(index)).gradient(port, upstream, gradient);
    } else if (forward instanceof Sum sum) {
      return new SumGradient(sum, upstream, gradient);
    } else if (forward instanceof Softmax softmax) {
      return new SoftmaxGradient(softmax, upstream, gradient);
    } else if (forward instanceof SoftmaxCrossEntropy loss) {
      return port == 0 ? new SoftmaxCrossEntropyGradient(loss, upstream, gradient) : null;
    } else if (forward instanceof Dropout dropout) {
      return new DropoutGradient(dropout, upstream, gradient);
    } else if (forward instanceof Instruction.Convolution convolution) {
      return new Instruction.ConvolutionGradient(convolution, port, upstream, gradient);
    } else if (forward instanceof Instruction.MaxPool pool) {
      return new Instruction.MaxPoolGradient(pool, upstream, gradient);
    } else if (forward instanceof PerExample perExample) {
      return new PerExampleGradient(perExample, port, upstream, gradient);
    }
    throw new IllegalStateException("expected an instruction with a gradient, got " + forward);
  }

  private Instruction convolution(
      Plan.Step step, Kernel.Convolution kernel, Buffer out, Buffer windows) {
    List<Shape> shapes = plan.inputShapes(step);
    Shape filters = shapes.get(1);
    Sliding sliding =
        Sliding.of(
            shapes.get(0),
            step.shape(),
            filters.dim(2),
            filters.dim(3),
            kernel.stride(),
            kernel.padding(),
            kernel.dilation());
    return new Instruction.Convolution(input(step, 0), input(step, 1), out, windows, sliding);
  }

  /** Null where every entry stays where it stands. */
  private static int @Nullable [] moved(Kernel.Rearrangement rearrangement, Buffer from) {
    int[] sources = rearrangement.sources();
    boolean inPlace = sources.length == from.size();
    for (int i = 0; i < sources.length && inPlace; i++) {
      inPlace = sources[i] == i;
    }
    return inPlace ? null : sources;
  }

  private Instruction elementwise(Plan.Step step, ScalarFunction function, Buffer out) {
    Argument a = argument(step, 0);
    Argument b = step.inputs().size() > 1 ? argument(step, 1) : null;
    return new Elementwise(function, a, b, out);
  }

  private Argument argument(Plan.Step step, int port) {
    int input = step.inputs().get(port);
    Shape from = plan.steps().get(input).shape();
    return new Argument(value(input), gradients.get(input), index(from, step.shape()));
  }

  /**
   * For each entry of the target the entry it reads, found by stretching the numbers of the entries
   * themselves.
   */
  private static int @Nullable [] index(Shape from, Shape to) {
    if (from.equals(to)) {
      return null;
    }
    double[] entries = new double[from.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = i;
    }
    Tensor stretched = Tensor.of(from, entries).broadcastTo(to);
    int[] index = new int[stretched.size()];
    for (int i = 0; i < index.length; i++) {
      index[i] = (int) stretched.at(i);
    }
    return index;
  }

  private Instruction sum(Plan.Step step, Kernel.Sum sum, Buffer out) {
    Shape shape = plan.inputShapes(step).get(0);
    int outer = 1;
    int length = shape.size();
    int inner = 1;
    if (sum.axis() >= 0) {
      length = shape.dim(sum.axis());
      for (int axis = 0; axis < shape.rank(); axis++) {
        outer *= axis < sum.axis() ? shape.dim(axis) : 1;
        inner *= axis > sum.axis() ? shape.dim(axis) : 1;
      }
    }
    return new Sum(input(step, 0), out, outer, length, inner, sum.mean() ? 1f / length : 1);
  }

  private MatmulProducts products(Plan.Step step, Buffer out) {
    List<Shape> shapes = plan.inputShapes(step);
    return new MatmulProducts(shapes.get(0), shapes.get(1), input(step, 0), input(step, 1), out);
  }

  private Buffer input(Plan.Step step, int port) {
    return value(step.inputs().get(port));
  }

  private Buffer value(int step) {
    return ProgramCompiler.of(values, step);
  }
}
