package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Prediction;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Elementary;

/**
 * Runs a model over a data set without training it, a batch at a time, and notes what it makes of
 * every example. Uses the device between two steps of a run; one thread.
 */
public final class Evaluator {
  private final Device device;
  private final Program program;
  private final Dataset dataset;
  private final Feeding feeding;
  private final Outcomes outcomes;

  /**
   * Nothing judged yet.
   *
   * @throws ProblemException where the data set does not fit the graph
   */
  public Evaluator(Device device, Dataset dataset) throws ProblemException {
    this.device = device;
    this.program = device.program();
    this.dataset = dataset;
    feeding = Feeding.match(program, dataset.columns());
    outcomes = new Outcomes(dataset.size());
  }

  /** How many classes a model tells apart: 2 by one score, 0 where it predicts no class. */
  public static int classes(Program program) {
    Program.Scored scored = program.scored();
    if (scored == null) {
      return 0;
    }
    return scored.rule() == Prediction.Rule.ARGMAX ? scored.scores().size() : 2;
  }

  /** Judges the next batch; false where nothing is left. */
  public boolean step() {
    int start = outcomes.count();
    int examples = Math.min(program.batchSize(), dataset.size() - start);
    if (examples <= 0) {
      return false;
    }
    float[] arena = device.arena();
    for (int row = 0; row < examples; row++) {
      feeding.copy(dataset, start + row, arena, row);
    }
    device.forward(examples, Device.TESTING);
    Buffer loss = program.loss();
    for (int row = 0; row < examples; row++) {
      add(row, arena[loss.offset() + (loss.batched() ? row : 0)]);
    }
    return true;
  }

  private void add(int row, double loss) {
    Program.Scored scored = program.scored();
    if (scored == null) {
      outcomes.add(Outcomes.NO_CLASS, Outcomes.NO_CLASS, loss, Double.NaN);
      return;
    }
    float[] arena = device.arena();
    int from = scored.scores().offset() + row * scored.scores().size();
    float label = arena[scored.label().offset() + row];
    if (scored.rule() == Prediction.Rule.ARGMAX) {
      int best = 0;
      for (int i = 1; i < scored.scores().size(); i++) {
        best = arena[from + i] > arena[from + best] ? i : best;
      }
      outcomes.add((int) label, best, loss, confidence(scored, arena, from, best));
    } else {
      float threshold = scored.rule() == Prediction.Rule.HALF ? 0.5f : 0;
      int predicted = arena[from] > threshold ? 1 : 0;
      int right = label > 0.5f ? 1 : 0;
      outcomes.add(right, predicted, loss, confidence(scored, arena, from, predicted));
    }
  }

  private static double confidence(Program.Scored scored, float[] arena, int from, int predicted) {
    double score = arena[from];
    return switch (scored.certainty()) {
      case SOFTMAX -> softmax(arena, from, scored.scores().size(), predicted);
      case SIGMOID -> 1 / (1 + Elementary.exp(predicted == 1 ? -score : score));
      case PROBABILITY ->
          scored.rule() == Prediction.Rule.ARGMAX
              ? arena[from + predicted]
              : predicted == 1 ? score : 1 - score;
      case NONE -> Double.NaN;
    };
  }

  private static double softmax(float[] arena, int from, int length, int of) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Elementary.exp((double) arena[from + i] - arena[from + of]);
    }
    return 1 / sum;
  }

  /** What was judged so far; grows with every step. */
  public Outcomes outcomes() {
    return outcomes;
  }

  /** What was judged so far, summed up. */
  public Report report(List<String> classNames) {
    return Report.of(outcomes, classNames);
  }
}
