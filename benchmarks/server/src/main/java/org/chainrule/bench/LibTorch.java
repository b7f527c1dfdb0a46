package org.chainrule.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's C++ library in a loop written by hand: eager operations, autograd, its own Adam. */
final class LibTorch implements Contender {

  static final String NAME = "libtorch 2.10";

  private final Batches batches;
  private final List<Tensor> parameters = new ArrayList<>();
  private final Adam adam;
  private final int threads;

  LibTorch(Work work, int threads) {
    this.threads = threads;
    batches = new Batches(work.images(), work.batch());
    TensorVector vector = new TensorVector();
    for (org.chainrule.engine.tensor.Tensor first : work.firstParameters()) {
      float[] data = new float[first.size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) first.at(i);
      }
      long[] shape = java.util.Arrays.stream(first.shape().dims()).asLongStream().toArray();
      Tensor parameter = Tensor.create(data, shape).set_requires_grad(true);
      parameters.add(parameter);
      vector.push_back(parameter);
    }
    adam = new Adam(vector, new AdamOptions(Work.LEARNING_RATE));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double train(int steps) {
    torch.set_num_threads(threads);
    double loss = 0;
    long seen = 0;
    for (int i = 0; i < steps; i++) {
      int examples = batches.gather();
      loss += step(examples) * examples;
      seen += examples;
    }
    return loss / seen;
  }

  @SuppressWarnings("try") // The scope is there to be closed.
  private double step(int examples) {
    try (PointerScope scope = new PointerScope()) {
      Tensor x =
          Tensor.create(batches.x(), batches.x().length / 784, 784)
              .slice(0, first(), to(examples), 1);
      long[] labels = new long[examples];
      for (int i = 0; i < examples; i++) {
        labels[i] = batches.y()[i];
      }
      Tensor y = Tensor.create(labels, examples);
      adam.zero_grad();
      Tensor h = x;
      for (int i = 0; i < parameters.size(); i += 2) {
        h = i == 0 ? h : torch.relu(h);
        h = torch.linear(h, parameters.get(i), new TensorOptional(parameters.get(i + 1)));
      }
      Tensor loss = torch.cross_entropy_loss(h, y);
      loss.backward();
      adam.step();
      return loss.item_float();
    }
  }

  private static org.bytedeco.pytorch.LongOptional first() {
    return new org.bytedeco.pytorch.LongOptional(0);
  }

  private static org.bytedeco.pytorch.LongOptional to(int examples) {
    return new org.bytedeco.pytorch.LongOptional(examples);
  }

  @Override
  public void close() {
    adam.close();
    parameters.forEach(Tensor::close);
  }
}
