package org.chainrule.engine.device;

import java.util.List;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.ScalarFunction;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the arena. Instructions hold places and sizes, no numbers. Gradients are added to
 * what stands there, after {@link Program#cleared} was set to zero; the first instruction to reach
 * a gradient as a whole may set it instead, which saves both.
 */
public sealed interface Instruction {

  /** What it writes: a value, or a gradient that it sets or adds to. */
  Buffer written();

  /**
   * An argument of an elementwise function.
   *
   * @param value where it lies
   * @param gradient where its gradient lies, or null where none is wanted
   * @param index for each entry of the output the entry it reads, or null where they are the same
   */
  record Argument(Buffer value, @Nullable Buffer gradient, int @Nullable [] index) {}

  /** out = f(a, b), entry by entry; a function of one number has null for {@code b}. */
  record Elementwise(ScalarFunction function, Argument a, @Nullable Argument b, Buffer out)
      implements Instruction {
    @Override
    public Buffer written() {
      return out;
    }
  }

  /**
   * The gradient of one argument of {@link Elementwise}.
   *
   * @param add whether it is added to what stands there; else it replaces it
   */
  record ElementwiseGradient(Elementwise forward, int port, Buffer upstream, boolean add)
      implements Instruction {

    /** The argument whose gradient it is. */
    public Argument target() {
      Argument b = forward.b();
      return port == 0 || b == null ? forward.a() : b;
    }

    @Override
    public Buffer written() {
      Buffer gradient = target().gradient();
      if (gradient == null) {
        throw new IllegalStateException("expected a place for the gradient of port " + port);
      }
      return gradient;
    }
  }

  /**
   * A number that may grow with the batch.
   *
   * @param fixed the number for one example
   * @param batched whether it is multiplied by the number of examples
   */
  record Extent(int fixed, boolean batched) {
    /** The number for a batch of so many examples. */
    public int of(int rows) {
      return batched ? fixed * rows : fixed;
    }
  }

  /**
   * C = op(A) op(B), or C += op(A) op(B), once or once for each example.
   *
   * @param perExample whether it runs once for each example, each buffer moving on by its stride
   */
  record Product(
      boolean transA,
      boolean transB,
      Extent m,
      Extent n,
      Extent k,
      Buffer a,
      Buffer b,
      Buffer c,
      boolean add,
      boolean perExample)
      implements Instruction {
    @Override
    public Buffer written() {
      return c;
    }
  }

  /** A sum over the middle of three axes, times a factor. */
  record Sum(Buffer x, Buffer out, int outer, int length, int inner, float factor)
      implements Instruction {
    @Override
    public Buffer written() {
      return out;
    }
  }

  /** The gradient of {@link Sum}. */
  record SumGradient(Sum forward, Buffer upstream, Buffer gradient) implements Instruction {
    @Override
    public Buffer written() {
      return gradient;
    }
  }

  /** Softmax over runs of {@code length} entries. */
  record Softmax(Buffer x, Buffer out, int length) implements Instruction {
    @Override
    public Buffer written() {
      return out;
    }
  }

  /** The gradient of {@link Softmax}. */
  record SoftmaxGradient(Softmax forward, Buffer upstream, Buffer gradient) implements Instruction {
    @Override
    public Buffer written() {
      return gradient;
    }
  }

  /** Softmax cross-entropy of logits and a class index. */
  record SoftmaxCrossEntropy(Buffer logits, Buffer label, Buffer out) implements Instruction {
    @Override
    public Buffer written() {
      return out;
    }
  }

  /** The gradient of {@link SoftmaxCrossEntropy} in the logits. */
  record SoftmaxCrossEntropyGradient(SoftmaxCrossEntropy forward, Buffer upstream, Buffer gradient)
      implements Instruction {
    @Override
    public Buffer written() {
      return gradient;
    }
  }

  /** Entries times random factors, or unchanged outside training. */
  record Dropout(Buffer x, Buffer out, double rate, int seed) implements Instruction {
    @Override
    public Buffer written() {
      return out;
    }
  }

  /** The gradient of {@link Dropout}, by the factors of the same step. */
  record DropoutGradient(Dropout forward, Buffer upstream, Buffer gradient) implements Instruction {
    @Override
    public Buffer written() {
      return gradient;
    }
  }

  /**
   * Filters that slide over an image, by a product of matrices for each example.
   *
   * @param windows what lies under the filters at all their places, a row for each entry of a
   *     filter and a column for each place; all examples share it, one after the other
   */
  record Convolution(Buffer x, Buffer w, Buffer out, Buffer windows, Sliding sliding)
      implements Instruction {
    @Override
    public Buffer written() {
      return out;
    }
  }

  /** The gradient of one port of {@link Convolution}. */
  record ConvolutionGradient(Convolution forward, int port, Buffer upstream, Buffer gradient)
      implements Instruction {
    @Override
    public Buffer written() {
      return gradient;
    }
  }

  /** The greatest entry of each window, channel by channel. */
  record MaxPool(Buffer x, Buffer out, Sliding sliding) implements Instruction {
    @Override
    public Buffer written() {
      return out;
    }
  }

  /** The gradient of {@link MaxPool}: it goes to the entry that was the greatest. */
  record MaxPoolGradient(MaxPool forward, Buffer upstream, Buffer gradient) implements Instruction {
    @Override
    public Buffer written() {
      return gradient;
    }
  }

  /** An op by its own rules, one example after the other, in float64. */
  record PerExample(
      Op op, Settings settings, List<Buffer> inputs, List<Shape> shapes, Buffer out, Shape shape)
      implements Instruction {
    @Override
    public Buffer written() {
      return out;
    }
  }

  /** The gradient of one port of {@link PerExample}. */
  record PerExampleGradient(PerExample forward, int port, Buffer upstream, Buffer gradient)
      implements Instruction {
    @Override
    public Buffer written() {
      return gradient;
    }
  }
}
