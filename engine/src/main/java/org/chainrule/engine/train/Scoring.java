package org.chainrule.engine.train;

import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.Prediction;

/** Reads losses and right predictions from a device after its forward pass. */
final class Scoring {
  private final Device device;
  private final Program program;

  Scoring(Device device) {
    this.device = device;
    program = device.program();
  }

  /** The sum of the losses of so many examples. */
  double loss(int examples) {
    Buffer loss = program.loss();
    if (!loss.batched()) {
      return device.arena()[loss.offset()] * (double) examples;
    }
    double sum = 0;
    for (int row = 0; row < examples; row++) {
      sum += device.arena()[loss.offset() + row];
    }
    return sum;
  }

  /** How many of so many examples are predicted right; 0 where nothing is counted. */
  int correct(int examples) {
    Program.Scored scored = program.scored();
    int correct = 0;
    for (int row = 0; scored != null && row < examples; row++) {
      correct += isRight(scored, row) ? 1 : 0;
    }
    return correct;
  }

  private boolean isRight(Program.Scored scored, int row) {
    float[] arena = device.arena();
    int from = scored.scores().offset() + row * scored.scores().size();
    float label = arena[scored.label().offset() + row];
    if (scored.rule() != Prediction.Rule.ARGMAX) {
      float threshold = scored.rule() == Prediction.Rule.HALF ? 0.5f : 0;
      return arena[from] > threshold == label > 0.5f;
    }
    int best = 0;
    for (int i = 1; i < scored.scores().size(); i++) {
      best = arena[from + i] > arena[from + best] ? i : best;
    }
    return best == (int) label;
  }
}
