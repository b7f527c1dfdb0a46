package org.chainrule.server.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.chainrule.engine.train.TrainerState;
import org.chainrule.engine.train.TrainerStateCodec;

/**
 * Everything a loop needs to go on after a step as if it had never stopped.
 *
 * @param testLoss of the last whole epoch, or NaN
 * @param testAccuracy likewise
 * @param elapsedMillis time spent on the run so far
 */
record ResumePoint(
    TrainerState trainer,
    SmoothedLoss smoothLoss,
    double testLoss,
    double testAccuracy,
    long elapsedMillis) {

  private static final int VERSION = 1;

  /** A point, and the curve up to it. */
  record WithCurve(ResumePoint point, Curve curve) {}

  /** As bytes, floats with every bit. */
  byte[] write(Curve curve) {
    byte[] state = TrainerStateCodec.write(trainer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.length + (1 << 14));
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(state.length);
      out.write(state);
      smoothLoss.write(out);
      out.writeDouble(testLoss);
      out.writeDouble(testAccuracy);
      out.writeLong(elapsedMillis);
      curve.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where another version wrote it, or it is cut off
   */
  static WithCurve read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("expected version " + VERSION + ", got " + version);
      }
      byte[] state = new byte[Math.min(in.readInt(), bytes.length)];
      in.readFully(state);
      SmoothedLoss smooth = new SmoothedLoss();
      smooth.read(in);
      ResumePoint point =
          new ResumePoint(
              TrainerStateCodec.read(state),
              smooth,
              in.readDouble(),
              in.readDouble(),
              in.readLong());
      return new WithCurve(point, Curve.read(in));
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }
}
