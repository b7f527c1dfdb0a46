package org.chainrule.bench;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.tensor.Tensor;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** TensorFlow for Java: a graph built once, its gradients, its fused Adam, run step by step. */
final class TensorFlow implements Contender {

  static final String NAME = "TensorFlow Java 2.18";

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;

  private final Batches batches;
  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> x;
  private final Placeholder<TInt32> y;
  private final Placeholder<TFloat32> power1;
  private final Placeholder<TFloat32> power2;
  private final Operand<TFloat32> loss;
  private final List<Operand<TFloat32>> updates = new ArrayList<>();
  private double decay1 = 1;
  private double decay2 = 1;

  TensorFlow(Work work, int threads) {
    batches = new Batches(work.images(), work.batch());
    Ops tf = Ops.create(graph);
    x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 784)));
    y = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    power1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    power2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    List<Variable<TFloat32>> variables = new ArrayList<>();
    List<Operand<TFloat32>> first = new ArrayList<>();
    for (Tensor initial : work.firstParameters()) {
      Variable<TFloat32> variable = variable(tf, initial);
      variables.add(variable);
      first.add(tf.assign(variable, constant(tf, initial)));
    }
    Operand<TFloat32> h = x;
    for (int i = 0; i < variables.size(); i += 2) {
      h = i == 0 ? h : tf.nn.relu(h);
      Operand<TFloat32> product =
          tf.linalg.matMul(h, variables.get(i), org.tensorflow.op.linalg.MatMul.transposeB(true));
      h = tf.nn.biasAdd(product, variables.get(i + 1));
    }
    // The sparse form has no gradient in TensorFlow's C++ library.
    Operand<TFloat32> classes = tf.oneHot(y, tf.constant(10), tf.constant(1f), tf.constant(0f));
    loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(h, classes).loss(), tf.constant(0));
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), outputs(variables));
    for (int i = 0; i < variables.size(); i++) {
      Tensor zeros = Tensor.zeros(work.firstParameters().get(i).shape());
      Variable<TFloat32> mean = variable(tf, zeros);
      Variable<TFloat32> square = variable(tf, zeros);
      first.add(tf.assign(mean, constant(tf, zeros)));
      first.add(tf.assign(square, constant(tf, zeros)));
      updates.add(
          tf.train.applyAdam(
              variables.get(i),
              mean,
              square,
              power1,
              power2,
              tf.constant((float) Work.LEARNING_RATE),
              tf.constant(BETA1),
              tf.constant(BETA2),
              tf.constant(1e-8f),
              gradient(gradients[i])));
    }
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .build();
    session = new Session(graph, config);
    Session.Runner runner = session.runner();
    first.forEach(runner::addTarget);
    runner.run().close();
  }

  @SuppressWarnings("unchecked") // The gradient of a float is a float.
  private static Operand<TFloat32> gradient(Output<?> output) {
    return (Output<TFloat32>) output;
  }

  private static Output<?>[] outputs(List<Variable<TFloat32>> variables) {
    return variables.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
  }

  private static Shape shape(Tensor tensor) {
    return Shape.of(java.util.Arrays.stream(tensor.shape().dims()).asLongStream().toArray());
  }

  private static Variable<TFloat32> variable(Ops tf, Tensor initial) {
    return tf.variable(shape(initial), TFloat32.class);
  }

  private static Operand<TFloat32> constant(Ops tf, Tensor initial) {
    float[] data = new float[initial.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) initial.at(i);
    }
    return tf.constant(shape(initial), DataBuffers.of(data));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double train(int steps) {
    double sum = 0;
    long seen = 0;
    for (int i = 0; i < steps; i++) {
      int examples = batches.gather();
      sum += step(examples) * examples;
      seen += examples;
    }
    return sum / seen;
  }

  private double step(int examples) {
    decay1 = decay1 == 0 ? 0 : decay1 * BETA1;
    decay2 *= BETA2;
    try (TFloat32 images =
            TFloat32.tensorOf(
                Shape.of(examples, 784),
                DataBuffers.of(batches.x(), true, false).narrow(examples * 784L));
        TInt32 labels =
            TInt32.tensorOf(
                Shape.of(examples), DataBuffers.of(batches.y(), true, false).narrow(examples));
        TFloat32 p1 = TFloat32.scalarOf((float) decay1);
        TFloat32 p2 = TFloat32.scalarOf((float) decay2)) {
      Session.Runner runner =
          session
              .runner()
              .feed(x.asOutput(), images)
              .feed(y.asOutput(), labels)
              .feed(power1.asOutput(), p1)
              .feed(power2.asOutput(), p2)
              .fetch(loss);
      updates.forEach(runner::addTarget);
      try (Result result = runner.run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
