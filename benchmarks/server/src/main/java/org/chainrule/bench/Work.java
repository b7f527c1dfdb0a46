package org.chainrule.bench;

import java.util.List;
import java.util.Objects;
import org.chainrule.engine.data.Images;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.text.Parser;
import org.chainrule.engine.train.TrainingSettings;

/**
 * A network of dense layers with relu between them, trained on all of MNIST by Adam at 0.001.
 *
 * @param id its row in the table
 * @param widths from the pixels to the classes
 * @param batch examples of one step
 * @param slice steps that are timed at a time
 */
record Work(String id, List<Integer> widths, int batch, int slice, Images images) {

  static final double LEARNING_RATE = 0.001;
  static final int SEED = 1;

  /** What there is to measure, on these images. */
  static List<Work> all(Images images) {
    return List.of(
        new Work("P1", List.of(784, 128, 10), 64, 235, images),
        new Work("P2", List.of(784, 1024, 1024, 10), 256, 12, images));
  }

  /** The graph for one example, as a person would write it. */
  String text() {
    StringBuilder text = new StringBuilder("x = input(shape=[784])\ny = label(classes=10)\n");
    String below = "x";
    for (int i = 1; i < widths.size(); i++) {
      int out = widths.get(i);
      int in = widths.get(i - 1);
      text.append("W%d = param(shape=[%d, %d], init=\"he\")\n".formatted(i, out, in));
      text.append("b%d = param(shape=[%d], init=\"zeros\")\n".formatted(i, out));
      String sum = "W%d @ %s + b%d".formatted(i, below, i);
      below = "h" + i;
      boolean last = i == widths.size() - 1;
      text.append("%s = %s\n".formatted(below, last ? sum : "relu(" + sum + ")"));
    }
    return text + "loss = softmax_cross_entropy(" + below + ", y)\n";
  }

  Program program() {
    Graph graph = Objects.requireNonNull(Parser.parse(text(), Library.standard()).graph());
    Plan plan = Compiler.compile(graph, Library.standard());
    try {
      return Program.compile(plan, batch, BatchReduction.MEAN);
    } catch (ProblemException e) {
      throw new IllegalStateException(e);
    }
  }

  TrainingSettings settings() {
    return new TrainingSettings("adam", LEARNING_RATE, batch, 1000, SEED, BatchReduction.MEAN);
  }

  /** The first weights and biases, layer by layer, as the graph draws them. */
  List<Tensor> firstParameters() {
    return program().parameters().stream().map(Program.Parameter::initial).toList();
  }

  int stepsPerEpoch() {
    return (images.size() + batch - 1) / batch;
  }

  int layers() {
    return widths.size() - 1;
  }
}
