package org.chainrule.engine.op.library;

import java.util.List;
import org.chainrule.engine.op.Catalogue;

/** THE list of operations, in the order of the palette. */
public final class Library {
  private static final Catalogue STANDARD =
      new Catalogue(
          List.of(
              new Input(),
              new Label(),
              new Parameter(),
              new Constant(),
              new Add(),
              new Subtract(),
              new Multiply(),
              new Divide(),
              new Negate(),
              new Power(),
              new Square(),
              new Reciprocal(),
              new Exp(),
              new Log(),
              new SquareRoot(),
              new Log1p(),
              new Expm1(),
              new AbsoluteValue(),
              new Sign(),
              new Clamp(),
              new Maximum(),
              new Minimum(),
              new Greater(),
              new Where(),
              new Sine(),
              new Cosine(),
              new Tangent(),
              new Relu(),
              new Sigmoid(),
              new Tanh(),
              new LeakyRelu(),
              new Elu(),
              new Selu(),
              new Gelu(),
              new Silu(),
              new Mish(),
              new HardSigmoid(),
              new Softplus(),
              new Softsign(),
              new Step(),
              new Identity(),
              new Softmax(),
              new LogSoftmax(),
              new LayerNorm(),
              new Dropout(),
              new Matmul(),
              new Sum(),
              new Mean(),
              new Max(),
              new Min(),
              new ArgMax(),
              new Variance(),
              new Norm(),
              new LogSumExpOf(),
              new CumulativeSum(),
              new Outer(),
              new Transpose(),
              new Reshape(),
              new Flatten(),
              new Concat(),
              new Stack(),
              new Slice(),
              new Gather(),
              new CosineSimilarity(),
              new Convolution(),
              new MaxPool(),
              new AveragePool(),
              new SquaredError(),
              new AbsoluteError(),
              new Huber(),
              new BinaryCrossEntropy(),
              new BinaryCrossEntropyWithLogits(),
              new SoftmaxCrossEntropy(),
              new CrossEntropy(),
              new NegativeLogLikelihood(),
              new Hinge(),
              new KlDivergence(),
              new L1(),
              new L2()));

  private Library() {}

  /** Every operation of the product. */
  public static Catalogue standard() {
    return STANDARD;
  }
}
