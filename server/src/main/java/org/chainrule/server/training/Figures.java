package org.chainrule.server.training;

import org.chainrule.engine.json.JsonWriter;

/**
 * How far a run has come. Numbers that are not known yet are NaN, and null in JSON.
 *
 * @param epoch the epoch under way, from 1; 0 before the first step
 * @param step minibatches done, of {@code steps}; {@code steps} is 0 while the run waits
 * @param loss mean over the epoch so far
 * @param stepLoss of the last minibatch
 * @param smoothLoss an exponential mean over the last steps
 * @param trainAccuracy share of right answers over the epoch so far, from 0 to 1
 * @param testAccuracy on the test examples, after the last whole epoch
 * @param testLoss on the test examples, after the last whole epoch
 * @param examplesPerSecond since the run began, evaluation included
 * @param elapsedSeconds since the run began
 * @param secondsLeft an estimate
 */
public record Figures(
    int epoch,
    int epochs,
    long step,
    long steps,
    double loss,
    double stepLoss,
    double smoothLoss,
    double trainAccuracy,
    double testAccuracy,
    double testLoss,
    double examplesPerSecond,
    double elapsedSeconds,
    double secondsLeft) {

  /** What is known of a run that waits for its turn. */
  static Figures waiting(int epochs) {
    double unknown = Double.NaN;
    return new Figures(
        0, epochs, 0, 0, unknown, unknown, unknown, unknown, unknown, unknown, unknown, 0, unknown);
  }

  /** As a JSON object. */
  String json() {
    JsonWriter out = new JsonWriter().beginObject();
    out.key("epoch").value(epoch).key("epochs").value(epochs);
    out.key("step").value(step).key("steps").value(steps);
    number(out, "loss", loss);
    number(out, "stepLoss", stepLoss);
    number(out, "smoothLoss", smoothLoss);
    number(out, "trainAccuracy", trainAccuracy);
    number(out, "testAccuracy", testAccuracy);
    number(out, "testLoss", testLoss);
    number(out, "examplesPerSecond", examplesPerSecond);
    number(out, "elapsedSeconds", elapsedSeconds);
    number(out, "secondsLeft", secondsLeft);
    return out.endObject().toString();
  }

  /** Writes a number, or null for one that is not finite. */
  static void number(JsonWriter out, String key, double value) {
    out.key(key);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.nullValue();
    } else {
      out.value(value);
    }
  }
}
