package org.chainrule.server.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.json.JsonWriter;

/**
 * The course of a run in a bounded number of points: each is the mean of as many steps as it takes
 * to stay under the bound. Guarded by its owner.
 */
final class Curve {

  static final int MAX_POINTS = 512;

  private final List<Point> points = new ArrayList<>();
  private final List<Epoch> epochs = new ArrayList<>();
  private int stepsPerPoint = 1;
  private double sum;
  private int pending;
  private final SmoothedLoss smooth = new SmoothedLoss();

  /**
   * The mean loss of the steps up to this one, the smoothed one, and the accuracy of the epoch so
   * far.
   */
  private record Point(long step, double loss, double smooth, double trainAccuracy) {}

  /** What the test examples said after an epoch. */
  private record Epoch(int epoch, long step, double testLoss, double testAccuracy) {}

  void step(long step, double loss, double trainAccuracy) {
    sum += loss;
    pending++;
    smooth.add(loss);
    if (pending < stepsPerPoint) {
      return;
    }
    points.add(new Point(step, sum / pending, smooth.value(), trainAccuracy));
    sum = 0;
    pending = 0;
    if (points.size() >= MAX_POINTS) {
      halve();
    }
  }

  void epoch(int epoch, long step, double testLoss, double testAccuracy) {
    epochs.add(new Epoch(epoch, step, testLoss, testAccuracy));
  }

  private void halve() {
    List<Point> all = List.copyOf(points);
    points.clear();
    for (int i = 0; i + 1 < all.size(); i += 2) {
      Point later = all.get(i + 1);
      double mean = (all.get(i).loss() + later.loss()) / 2;
      points.add(new Point(later.step(), mean, later.smooth(), later.trainAccuracy()));
    }
    stepsPerPoint *= 2;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(points.size());
    for (Point point : points) {
      out.writeLong(point.step());
      out.writeDouble(point.loss());
      out.writeDouble(point.smooth());
      out.writeDouble(point.trainAccuracy());
    }
    out.writeInt(epochs.size());
    for (Epoch epoch : epochs) {
      out.writeInt(epoch.epoch());
      out.writeLong(epoch.step());
      out.writeDouble(epoch.testLoss());
      out.writeDouble(epoch.testAccuracy());
    }
    out.writeInt(stepsPerPoint);
    out.writeDouble(sum);
    out.writeInt(pending);
    smooth.write(out);
  }

  static Curve read(DataInput in) throws IOException {
    Curve curve = new Curve();
    for (int left = in.readInt(); left > 0; left--) {
      curve.points.add(new Point(in.readLong(), in.readDouble(), in.readDouble(), in.readDouble()));
    }
    for (int left = in.readInt(); left > 0; left--) {
      curve.epochs.add(new Epoch(in.readInt(), in.readLong(), in.readDouble(), in.readDouble()));
    }
    curve.stepsPerPoint = in.readInt();
    curve.sum = in.readDouble();
    curve.pending = in.readInt();
    curve.smooth.read(in);
    return curve;
  }

  String json() {
    JsonWriter out = new JsonWriter().beginObject().key("points").beginArray();
    for (Point point : points) {
      out.beginObject().key("step").value(point.step());
      Figures.number(out, "loss", point.loss());
      Figures.number(out, "smooth", point.smooth());
      Figures.number(out, "trainAccuracy", point.trainAccuracy());
      out.endObject();
    }
    out.endArray().key("epochs").beginArray();
    for (Epoch epoch : epochs) {
      out.beginObject().key("epoch").value(epoch.epoch()).key("step").value(epoch.step());
      Figures.number(out, "testLoss", epoch.testLoss());
      Figures.number(out, "testAccuracy", epoch.testAccuracy());
      out.endObject();
    }
    return out.endArray().endObject().toString();
  }
}
