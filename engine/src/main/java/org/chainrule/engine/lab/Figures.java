package org.chainrule.engine.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * The course of a run: how it stood after some of its steps. When there are too many, every second
 * is forgotten. Which steps are kept depends on the run alone, never on how fast it was watched.
 */
public final class Figures {
  private static final int MOST = 1200;

  /**
   * How a run stood.
   *
   * @param step after this step
   * @param epoch the epoch it belongs to
   * @param trainLoss the mean loss over the training examples
   * @param trainAccuracy the share of them that is right; NaN where nothing is counted
   * @param validationLoss over the examples held back; NaN where there are none
   * @param validationAccuracy likewise
   * @param rate the learning rate of the step that comes next
   * @param gradientNorm the norm of the gradient of the last minibatch; NaN before the first step
   */
  public record Point(
      long step,
      int epoch,
      double trainLoss,
      double trainAccuracy,
      double validationLoss,
      double validationAccuracy,
      double rate,
      double gradientNorm) {

    /** The members in order. */
    public double[] numbers() {
      return new double[] {
        step,
        epoch,
        trainLoss,
        trainAccuracy,
        validationLoss,
        validationAccuracy,
        rate,
        gradientNorm
      };
    }
  }

  private final List<Point> points = new ArrayList<>();
  private final long start;
  private long stride;

  Figures(long start, long stride) {
    this.start = start;
    this.stride = Math.max(1, stride);
  }

  boolean wants(long step) {
    return points.isEmpty()
        || step > points.get(points.size() - 1).step() && (step - start) % stride == 0;
  }

  void add(Point point) {
    points.add(point);
    if (points.size() > MOST) {
      stride *= 2;
      points.removeIf(kept -> (kept.step() - start) % stride != 0);
    }
  }

  /** All points, in the order of their steps. */
  public List<Point> points() {
    return List.copyOf(points);
  }
}
