package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.data.Dataset.Column;
import org.chainrule.engine.data.Table;
import org.chainrule.engine.device.PortableDevice;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/** Two clouds of points, and a network with dropout that learns to tell them apart. */
final class Clouds {
  static final String CLASSIFIER =
      """
      x = input(shape=[2])
      y = label(classes=2)
      W1 = param(shape=[8, 2], init="xavier")
      b1 = param(shape=[8])
      W2 = param(shape=[2, 8], init="xavier")
      logits = W2 @ dropout(tanh(W1 @ x + b1), rate=0.2, seed=3)
      loss = softmax_cross_entropy(logits, y)
      """;

  private Clouds() {}

  /** Points told apart by the sign of x0 - x1. */
  static Table of(int count) {
    Generator random = new Generator(7, 0);
    List<List<Tensor>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double a = 2 * random.nextDouble() - 1;
      double b = 2 * random.nextDouble() - 1;
      rows.add(List.of(Tensor.of(Shape.of(2), a, b), Tensor.scalar(a > b ? 1 : 0)));
    }
    return new Table(
        List.of(
            new Column("point", false, Shape.of(2), 0), new Column("side", true, Shape.SCALAR, 2)),
        rows);
  }

  static Trainer trainer(Table data, TrainingSettings settings) throws ProblemException {
    Program program =
        Program.compile(Graphs.plan(CLASSIFIER), settings.batchSize(), settings.reduction());
    return new Trainer(new PortableDevice(program), data, settings);
  }
}
