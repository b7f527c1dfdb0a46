package org.chainrule.server.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.chainrule.engine.json.JsonWriter;

/**
 * The parameters of a run at one of its steps.
 *
 * @param step steps taken; 0 before the first
 * @param epoch the epoch of that step
 * @param loss smoothed over the steps before, or NaN
 * @param trainAccuracy over the epoch so far, or NaN
 * @param testAccuracy on the test examples, NaN but at the end of an epoch
 * @param parameters all of them in the order of the layout
 */
public record Checkpoint(
    long step,
    int epoch,
    double loss,
    double trainAccuracy,
    double testAccuracy,
    float[] parameters) {

  /** The most checkpoints of a run. */
  static final int MAX_COUNT = 60;

  /** The most bytes that the checkpoints of a run take. */
  static final long MAX_BYTES = 48L << 20;

  /** Checkpoints of a run that was not told how many. */
  private static final int USUAL = 20;

  /**
   * How many steps lie between two checkpoints, so that all of them stay within the bounds.
   *
   * @param asked as the request says, or 0 to leave it open
   */
  static long interval(long asked, long steps, long parameters) {
    long most = Math.max(2, Math.min(MAX_COUNT, MAX_BYTES / (Float.BYTES * parameters)));
    long wanted = asked > 0 ? asked : divideUp(steps, USUAL);
    // Beside every n-th step there are the one before the first step and the last one.
    return Math.max(wanted, divideUp(steps, Math.max(1, most - 2)));
  }

  private static long divideUp(long steps, long parts) {
    return Math.max(1, (steps + parts - 1) / parts);
  }

  /** Where the run stood, as a JSON object. */
  String figures() {
    JsonWriter out = new JsonWriter().beginObject().key("epoch").value(epoch);
    Figures.number(out, "loss", loss);
    Figures.number(out, "trainAccuracy", trainAccuracy);
    Figures.number(out, "testAccuracy", testAccuracy);
    return out.endObject().toString();
  }

  /** The parameters as 32-bit floats, little-endian. */
  byte[] bytes() {
    ByteBuffer out =
        ByteBuffer.allocate(parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.asFloatBuffer().put(parameters);
    return out.array();
  }
}
