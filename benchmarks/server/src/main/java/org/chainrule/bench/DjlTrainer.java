package org.chainrule.bench;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.server.training.Mnist;

/** The JVM of {@link Djl}: reads how many steps to take, and answers their mean loss. */
final class DjlTrainer {

  private final Batches batches;
  private final Trainer trainer;

  private DjlTrainer(Work work, Model model) {
    batches = new Batches(work.images(), work.batch());
    SequentialBlock block = new SequentialBlock();
    for (int i = 1; i < work.widths().size(); i++) {
      block.add(Linear.builder().setUnits(work.widths().get(i)).build());
      if (i < work.layers()) {
        block.add(Activation.reluBlock());
      }
    }
    model.setBlock(block);
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(
                    Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed((float) Work.LEARNING_RATE))
                        .build()));
    trainer.initialize(new Shape(work.batch(), Mnist.PIXELS));
    List<Tensor> first = work.firstParameters();
    for (int i = 0; i < first.size(); i++) {
      Tensor tensor = first.get(i);
      float[] data = new float[tensor.size()];
      for (int j = 0; j < data.length; j++) {
        data[j] = (float) tensor.at(j);
      }
      block.getParameters().valueAt(i).getArray().set(data);
    }
  }

  private double train(int steps) {
    double loss = 0;
    long seen = 0;
    for (int i = 0; i < steps; i++) {
      int examples = batches.gather();
      loss += step(examples) * examples;
      seen += examples;
    }
    return loss / seen;
  }

  private double step(int examples) {
    try (NDManager manager = trainer.getManager().newSubManager()) {
      float[] pixels = Arrays.copyOf(batches.x(), examples * Mnist.PIXELS);
      NDArray x = manager.create(pixels, new Shape(examples, Mnist.PIXELS));
      NDArray y = manager.create(Arrays.copyOf(batches.y(), examples));
      NDArray loss;
      try (GradientCollector gradients = trainer.newGradientCollector()) {
        NDList out = trainer.forward(new NDList(x));
        out.attach(manager);
        loss = trainer.getLoss().evaluate(new NDList(y), out);
        loss.attach(manager);
        gradients.backward(loss);
      }
      trainer.step();
      return loss.getFloat();
    }
  }

  public static void main(String[] args) throws IOException {
    Work work =
        Work.all(new Mnist(null).train()).stream()
            .filter(each -> each.id().equals(args[0]))
            .findFirst()
            .orElseThrow();
    try (Model model = Model.newInstance(work.id(), "PyTorch");
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      DjlTrainer trainer = new DjlTrainer(work, model);
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        System.out.println(trainer.train(Integer.parseInt(line)));
      }
    }
  }
}
