package org.chainrule.engine.device;

import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.device.Instruction.Dropout;
import org.chainrule.engine.device.Instruction.DropoutGradient;
import org.chainrule.engine.device.Instruction.Elementwise;
import org.chainrule.engine.device.Instruction.ElementwiseGradient;
import org.chainrule.engine.device.Instruction.PerExample;
import org.chainrule.engine.device.Instruction.PerExampleGradient;
import org.chainrule.engine.device.Instruction.Product;
import org.chainrule.engine.device.Instruction.Softmax;
import org.chainrule.engine.device.Instruction.SoftmaxCrossEntropy;
import org.chainrule.engine.device.Instruction.SoftmaxCrossEntropyGradient;
import org.chainrule.engine.device.Instruction.SoftmaxGradient;
import org.chainrule.engine.device.Instruction.Sum;
import org.chainrule.engine.device.Instruction.SumGradient;
import org.chainrule.engine.tensor.Tensor;

/** Plain Java over a float array: runs on every JVM and, compiled, in every browser. */
public final class PortableDevice implements Device {
  private final Program program;
  private final Gemm gemm;
  private final ElementwiseLoops elementwise = new ElementwiseLoops();
  private final float[] arena;

  /** A device that multiplies matrices by its own loops. */
  public PortableDevice(Program program) {
    this(program, new PortableGemm());
  }

  /** A device that leaves matrix products to another routine. */
  public PortableDevice(Program program, Gemm gemm) {
    this(program, gemm, new float[program.size()]);
  }

  /**
   * A device over an arena that its caller owns.
   *
   * @param arena at least as long as the program's
   */
  public PortableDevice(Program program, Gemm gemm, float[] arena) {
    this.program = program;
    this.gemm = gemm;
    this.arena = arena;
    initialize();
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public float[] arena() {
    return arena;
  }

  @Override
  public void initialize() {
    program.parameters().forEach(p -> write(p.buffer(), p.initial()));
    program.constants().forEach(c -> write(c.buffer(), c.value()));
  }

  private void write(Buffer buffer, Tensor value) {
    for (int i = 0; i < value.size(); i++) {
      arena[buffer.offset() + i] = (float) value.at(i);
    }
  }

  @Override
  public void forward(int examples, int step) {
    run(program.forward(), examples, step);
  }

  @Override
  public void backward(int examples, int step) {
    for (int i = 0; i < program.cleared().size(); i++) {
      Buffer gradient = program.cleared().get(i);
      int from = gradient.offset();
      Arrays.fill(arena, from, from + gradient.rows(examples) * gradient.size(), 0);
    }
    Buffer seed = program.lossGradient();
    int rows = seed.rows(examples);
    float share = program.reduction() == BatchReduction.MEAN ? 1f / rows : 1;
    Arrays.fill(arena, seed.offset(), seed.offset() + rows, share);
    run(program.backward(), examples, step);
  }

  private void run(List<Instruction> pass, int examples, int step) {
    for (int i = 0; i < pass.size(); i++) {
      run(pass.get(i), examples, step);
    }
  }

  /** Runs one instruction, for a device that has no loop of its own for it. */
  public void run(Instruction instruction, int examples, int step) {
    if (instruction instanceof Product product) {
      product(product, examples);
    } else if (instruction instanceof Elementwise e) {
      elementwise.forward(e, arena, examples);
    } else if (instruction instanceof ElementwiseGradient gradient) {
      elementwise.backward(gradient, arena, examples);
    } else if (instruction instanceof Sum sum) {
      RowLoops.sum(sum, arena, examples);
    } else if (instruction instanceof SumGradient gradient) {
      RowLoops.sumGradient(gradient, arena, examples);
    } else if (instruction instanceof Softmax softmax) {
      RowLoops.softmax(softmax, arena, examples);
    } else if (instruction instanceof SoftmaxGradient gradient) {
      RowLoops.softmaxGradient(gradient, arena, examples);
    } else if (instruction instanceof SoftmaxCrossEntropy loss) {
      RowLoops.crossEntropy(loss, arena, examples);
    } else if (instruction instanceof SoftmaxCrossEntropyGradient gradient) {
      RowLoops.crossEntropyGradient(gradient, arena, examples);
    } else if (instruction instanceof Dropout dropout) {
      RowLoops.dropout(dropout, arena, examples, step);
    } else if (instruction instanceof DropoutGradient gradient) {
      RowLoops.dropoutGradient(gradient, arena, examples, step);
    } else if (instruction instanceof Instruction.Convolution convolution) {
      ConvolutionLoops.forward(convolution, gemm, arena, examples);
    } else if (instruction instanceof Instruction.ConvolutionGradient gradient) {
      ConvolutionLoops.backward(gradient, gemm, arena, examples);
    } else if (instruction instanceof Instruction.MaxPool pool) {
      PoolLoops.forward(pool, arena, examples);
    } else if (instruction instanceof Instruction.MaxPoolGradient gradient) {
      PoolLoops.backward(gradient, arena, examples);
    } else if (instruction instanceof PerExample perExample) {
      PerExampleLoops.forward(perExample, arena, examples);
    } else if (instruction instanceof PerExampleGradient gradient) {
      PerExampleLoops.backward(gradient, arena, examples);
    } else {
      throw new IllegalStateException("expected a known instruction, got " + instruction);
    }
  }

  private void product(Product p, int examples) {
    int m = p.m().of(examples);
    int n = p.n().of(examples);
    int k = p.k().of(examples);
    int a = p.a().offset();
    int b = p.b().offset();
    int c = p.c().offset();
    if (!p.perExample()) {
      gemm.multiply(p.transA(), p.transB(), m, n, k, arena, a, b, c, p.add());
      return;
    }
    for (int row = 0; row < examples; row++) {
      gemm.multiply(
          p.transA(),
          p.transB(),
          m,
          n,
          k,
          arena,
          a + row * p.a().stride(),
          b + row * p.b().stride(),
          c + row * p.c().stride(),
          p.add());
    }
  }

  @Override
  public void close() {}
}
